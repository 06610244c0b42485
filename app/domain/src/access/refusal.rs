//! Changes of access that are refused. Invariant: nobody gives away more than they hold, and the
//! firm always keeps an administrator who can sign in.
use super::acl::{RecordAcl, Share, ShareTo};
use super::action::{Action, FieldClass};
use super::decide::{Denial, Guard, Missing, World, decide, rights};
use super::principal::Principal;
use super::roles::Role;
use crate::lang::{Lang, Say};
use crate::time::Moment;
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum AccessRefusal {
    Denied(Denial),
    /// The change would leave no active administrator.
    LastAdministrator,
    /// People, groups and policy belong to administrators.
    NotAdministrator,
    ShareBeyondOwnRights,
    ShareWithoutReading,
    ShareOver,
    ShareWithSelf,
    /// Whoever looks with somebody's eyes changes nothing.
    ViewingOnly,
    /// Edit conflict: somebody else changed the access of this record or person meanwhile.
    Stale,
}

/// Whether the firm would stand without an active administrator, given everybody as they would be
/// after the change: active or not, and their roles.
#[must_use]
pub fn would_lock_out<'a>(after: impl IntoIterator<Item = (bool, &'a [Role])>) -> bool {
    !after
        .into_iter()
        .any(|(active, roles)| active && roles.contains(&Role::Administrator))
}

/// May this person add this share to the record? They need Share, and whatever they give.
///
/// # Errors
/// The denial, or what is wrong with the share.
pub fn grants_share(
    world: &World,
    giver: &Principal,
    acl: &RecordAcl,
    share: &Share,
    now: Moment,
) -> Result<(), AccessRefusal> {
    decide(world, giver, Action::Share, acl, now)
        .verdict()
        .map_err(AccessRefusal::Denied)?;
    if share.to == ShareTo::Person(giver.id) {
        return Err(AccessRefusal::ShareWithSelf);
    }
    // Basic is what the record is: who reads it without knows nothing of it.
    let basic = Action::Field(FieldClass::Basic);
    if !share.mask.has(Action::Read) || !share.mask.has(basic) {
        return Err(AccessRefusal::ShareWithoutReading);
    }
    if !share.live(now) {
        return Err(AccessRefusal::ShareOver);
    }
    if !share.mask.within(rights(world, giver, acl, now)) {
        return Err(AccessRefusal::ShareBeyondOwnRights);
    }
    Ok(())
}

impl From<Denial> for AccessRefusal {
    fn from(denial: Denial) -> Self {
        Self::Denied(denial)
    }
}

impl Say for AccessRefusal {
    fn say(&self, lang: Lang) -> String {
        let (pl, en) = match self {
            Self::Denied(denial) => return denial.say(lang),
            Self::LastAdministrator => (
                "To ostatni czynny administrator, a firma musi mieć choć jednego. \
                 Najpierw nadać tę rolę innej osobie.",
                "This is the last active administrator, and the firm needs one. \
                 Give the role to somebody else first.",
            ),
            Self::NotAdministrator => (
                "Osoby, grupy i zasady dostępu zmienia administrator. Poprosić administratora.",
                "Only administrators change people, groups and access. Ask an administrator.",
            ),
            Self::ShareBeyondOwnRights => (
                "Nie można dać większych uprawnień, niż się ma. Wybrać mniejszy zakres.",
                "You cannot give more than you may do yourself. Choose fewer rights.",
            ),
            Self::ShareWithoutReading => (
                "Udostępnienie bez prawa odczytu nic nie daje. Dodać odczyt.",
                "A share without reading gives nothing. Add reading.",
            ),
            Self::ShareOver => (
                "Termin udostępnienia już minął. Wybrać późniejszy termin albo żaden.",
                "The share would end in the past. Choose a later end or none.",
            ),
            Self::ShareWithSelf => (
                "Nie trzeba udostępniać rekordu sobie. Wybrać inną osobę albo grupę.",
                "There is no need to share a record with yourself. Choose somebody else.",
            ),
            Self::ViewingOnly => (
                "Trwa podgląd cudzymi oczami, a on jest tylko do odczytu. Zakończyć podgląd i spróbować ponownie.",
                "You are looking with somebody else's eyes, which is for reading only. Stop looking and try again.",
            ),
            Self::Stale => (
                "Uprawnienia są już inne niż na ekranie. Odświeżyć stronę i zapisać ponownie.",
                "The access rights have changed since this page was opened. Reload and save again.",
            ),
        };
        lang.pick(pl, en).to_owned()
    }
}

impl Say for Denial {
    fn say(&self, lang: Lang) -> String {
        match self {
            // The same words as for an address that never existed.
            Self::Invisible => lang.pick(
                "Nie ma tu takiej strony ani rekordu. Sprawdzić adres albo wrócić do listy."
                    .to_owned(),
                "There is no such page or record here. Check the address or go back to the list."
                    .to_owned(),
            ),
            Self::Forbidden(Missing::Guard(guard)) => guard.say(lang),
            Self::Forbidden(Missing::Right(action)) => {
                let what = action.name(lang);
                lang.pick(
                    format!("Brak uprawnienia: {what}. O dostęp poprosić opiekuna lub kierownika."),
                    format!("You lack the right: {what}. Ask the owner or your head for it."),
                )
            }
        }
    }
}

impl Say for Guard {
    fn say(&self, lang: Lang) -> String {
        let (pl, en) = match self {
            Self::ApproverIsAuthor => (
                "Nie można zatwierdzić własnej propozycji. Poprosić o to innego kierownika.",
                "Nobody approves their own proposal. Ask another head to do it.",
            ),
            Self::PeriodClosed => (
                "Okres jest zamknięty, więc nic się w nim nie zmienia. Poprosić o jego otwarcie.",
                "The period is closed, so nothing in it changes. Ask for it to be reopened.",
            ),
        };
        lang.pick(pl, en).to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::{ActionMask, Preset};
    use crate::id::{GroupId, PersonId};

    fn every_refusal() -> Vec<AccessRefusal> {
        let rights = Action::EVERY.map(|action| Denial::Forbidden(Missing::Right(action)));
        let guards = [Guard::ApproverIsAuthor, Guard::PeriodClosed];
        let guards = guards.map(|guard| Denial::Forbidden(Missing::Guard(guard)));
        let denials = rights.into_iter().chain(guards).chain([Denial::Invisible]);
        let mut every: Vec<_> = denials.map(AccessRefusal::Denied).collect();
        every.extend([
            AccessRefusal::LastAdministrator,
            AccessRefusal::NotAdministrator,
            AccessRefusal::ShareBeyondOwnRights,
            AccessRefusal::ShareWithoutReading,
            AccessRefusal::ShareOver,
            AccessRefusal::ShareWithSelf,
            AccessRefusal::ViewingOnly,
            AccessRefusal::Stale,
        ]);
        every
    }

    #[test]
    fn every_refusal_says_whole_sentences_in_both_languages() {
        for refusal in every_refusal() {
            let (pl, en) = (refusal.say(Lang::Pl), refusal.say(Lang::En));
            assert_ne!(pl, en);
            for text in [pl, en] {
                assert!(
                    text.ends_with('.') && !text.contains('!') && text.len() > 20,
                    "{text}"
                );
            }
        }
    }

    #[test]
    fn the_last_active_administrator_cannot_go() {
        let (rep, admin) = ([Role::Rep], [Role::Rep, Role::Administrator]);
        assert!(would_lock_out([(true, &rep[..]), (false, &admin[..])]));
        assert!(!would_lock_out([(true, &rep[..]), (true, &admin[..])]));
        assert!(would_lock_out([]));
    }

    #[test]
    fn nobody_shares_more_than_they_hold() {
        let owner = Principal::assemble(
            PersonId(1),
            true,
            &[Role::Rep],
            Preset::Private,
            vec![GroupId(1)],
            vec![],
        );
        let acl = RecordAcl::new(crate::access::RecordType::Deal, PersonId(1), GroupId(1));
        let (world, now) = (World::default(), Moment(5));
        let ask = |to, mask, until| {
            let share = Share {
                to,
                mask,
                until,
                by: owner.id,
            };
            grants_share(&world, &owner, &acl, &share, now)
        };
        let anna = ShareTo::Person(PersonId(2));
        assert_eq!(ask(anna, ActionMask::COLLABORATOR, None), Ok(()));
        let beyond = ActionMask::READER.with(Action::Reassign);
        assert_eq!(
            ask(anna, beyond, None),
            Err(AccessRefusal::ShareBeyondOwnRights)
        );
        let blind = ActionMask::of(&[Action::Edit]);
        assert_eq!(
            ask(anna, blind, None),
            Err(AccessRefusal::ShareWithoutReading)
        );
        let nameless = ActionMask::of(&[Action::Read]);
        assert_eq!(
            ask(anna, nameless, None),
            Err(AccessRefusal::ShareWithoutReading)
        );
        let over = ask(anna, ActionMask::READER, Some(now));
        assert_eq!(over, Err(AccessRefusal::ShareOver));
        let myself = ask(ShareTo::Person(PersonId(1)), ActionMask::READER, None);
        assert_eq!(myself, Err(AccessRefusal::ShareWithSelf));
    }
}
