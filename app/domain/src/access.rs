//! Who sees and does what: the one rule of the whole product, [`decide`].
//! Invariant: reading is a pure union of grants (scope, headship, share, deputy) behind two gates
//! (active person, open type); there are no deny rules, and guards stand on writes only.
//!
//! The same code runs in the server and in the browser; the browser's answer is cosmetic.
mod acl;
mod action;
mod audience;
mod decide;
mod explain;
mod glass;
#[cfg(feature = "oracle")]
pub mod oracle;
mod plan;
mod policy;
mod principal;
mod refusal;
mod roles;
mod seal;
mod words;

pub use acl::{Party, RecordAcl, Share, ShareTo};
pub use action::{Action, ActionMask, FieldClass, FieldMask, Lane, RecordType, Scope};
pub use audience::{Shift, audience, seen_as, shift};
pub use decide::{
    Because, Decision, Denial, Guard, Missing, World, creates, decide, fields, grants, guarded,
    rights,
};
pub use explain::Explanation;
pub use glass::Glass;
pub use plan::{LaneSet, SharesTo, VisibleSet, cell_allowed};
pub use policy::{HeadMask, PolicyTable};
pub use principal::{Deputy, Principal};
pub use refusal::{AccessRefusal, grants_share, would_lock_out};
pub use roles::{Preset, Role};
pub use seal::{Authorized, Guarded, Sealed, View};
