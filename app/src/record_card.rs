//! What the cards of companies and contacts share. Invariant: what the viewer may not do is not
//! offered, and a deleted record offers nothing but its way back.
use crate::form::use_form;
use crate::ui::{Banner, Button, Crumb, Icon, Kind, LinkButton, Page, Toast, Tone, use_lang};
use domain::access::{Action, View};
use leptos::prelude::*;

/// One record as its page frames it.
pub(crate) struct RecordCard {
    /// Where its list is, such as "companies"; its functions lie under the same word.
    pub(crate) base: &'static str,
    /// What its list is called.
    pub(crate) list: &'static str,
    pub(crate) id: u64,
    pub(crate) title: String,
    /// Not deleted.
    pub(crate) here: bool,
    pub(crate) may_edit: bool,
    pub(crate) may_delete: bool,
    /// What has just been done.
    pub(crate) said: Option<&'static str>,
    pub(crate) narrow: bool,
}

impl RecordCard {
    /// With the rights of a record as its viewer has them.
    pub(crate) fn may<T>(self, record: &View<T>) -> Self {
        Self {
            may_edit: record.may(Action::Edit),
            may_delete: record.may(Action::Delete),
            ..self
        }
    }

    /// The page around what the record shows.
    pub(crate) fn page(self, inside: AnyView) -> AnyView {
        let Self { base, id, .. } = self;
        let faults =
            ["delete", "restore"].map(|act| use_form(&format!("/api/{base}/{act}")).fault(&[]));
        let faults = faults.into_iter().flatten().collect::<Vec<_>>();
        let gone = (!self.here).then(|| self.deleted());
        let close = format!("/{base}/{id}");
        let toast = self.said.map(|text| view! { <Toast text close /> });
        let tools = self.here.then(|| self.tools());
        let path = vec![Crumb::new(format!("/{base}"), self.list)];
        view! {
            <Page title=self.title crumbs=path actions=tools.into_any() narrow=self.narrow>
                <div class="stack-l">{faults} {gone} {inside}</div>
                {toast}
            </Page>
        }
        .into_any()
    }

    fn tools(&self) -> AnyView {
        let (lang, base, id) = (use_lang(), self.base, self.id);
        let edit = self.may_edit.then(|| {
            let href = format!("/{base}/{id}/edit");
            view! { <LinkButton href text=lang.pick("Edytuj", "Edit") icon=Icon::Edit /> }
        });
        let delete = self.may_delete.then(|| {
            view! {
                <form method="post" action=format!("/api/{base}/delete")>
                    <input type="hidden" name="id" value=id.to_string() />
                    <Button text=lang.pick("Usuń", "Delete") kind=Kind::Quiet icon=Icon::Trash />
                </form>
            }
        });
        view! {
            {edit}
            {delete}
        }
        .into_any()
    }

    fn deleted(&self) -> AnyView {
        let (lang, base, id) = (use_lang(), self.base, self.id);
        let undo = self.may_delete.then(|| {
            view! {
                <form method="post" action=format!("/api/{base}/restore")>
                    <input type="hidden" name="id" value=id.to_string() />
                    <Button text=lang.pick("Przywróć", "Restore") />
                </form>
            }
        });
        let said = lang.pick(
            "Usunięto. Wpis nie występuje na listach; można go przywrócić.",
            "Deleted. It stands in no list; it can be restored.",
        );
        view! {
            <Banner tone=Tone::Warn>{said}</Banner>
            {undo}
        }
        .into_any()
    }
}
