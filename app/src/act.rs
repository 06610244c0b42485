//! What a form does, without its type. Invariants: with or without scripts the same fields go to the
//! same address; the machinery of sending is compiled once for all forms, not once for each.
use crate::draft::use_draft;
use crate::failure::Failure;
use crate::wire;
use leptos::html::Form;
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::SubmitEvent;

/// The names and values of a form that was sent, in its order; a name may repeat.
pub type Pairs = Vec<(String, String)>;

/// The first value of that name.
pub(crate) fn field<'a>(pairs: &'a Pairs, name: &str) -> &'a str {
    let pair = pairs.iter().find(|(field, _)| field == name);
    pair.map_or("", |(_, value)| value)
}

/// Something that forms of this page can have done.
#[derive(Clone, Copy)]
pub struct Act {
    path: &'static str,
    on_its_way: RwSignal<usize>,
    ended: RwSignal<usize>,
    answer: RwSignal<Option<Result<(), Failure>>>,
    sent: RwSignal<Option<Pairs>>,
}

impl Act {
    /// What is done at this path, e.g. `/api/deals/win`. If the page was opened to correct a form of
    /// it, that form is what was sent last.
    #[must_use]
    pub fn new(path: &'static str) -> Self {
        Self {
            path,
            on_its_way: RwSignal::new(0),
            ended: RwSignal::new(0),
            answer: RwSignal::new(None),
            sent: RwSignal::new(use_draft(path).map(|draft| draft.fields)),
        }
    }

    #[must_use]
    pub fn path(self) -> &'static str {
        self.path
    }

    /// Whether an answer is awaited.
    #[must_use]
    pub fn pending(self) -> bool {
        self.on_its_way.get() > 0
    }

    /// How many answers have come.
    #[must_use]
    pub fn ended(self) -> RwSignal<usize> {
        self.ended
    }

    /// What the server said last to a script.
    #[must_use]
    pub fn answer(self) -> RwSignal<Option<Result<(), Failure>>> {
        self.answer
    }

    /// What was sent last, by a script or by the plain form that came back.
    #[must_use]
    pub fn sent(self) -> RwSignal<Option<Pairs>> {
        self.sent
    }

    /// Grows with every answer that changed the record, or was a refusal for a newer one. Other
    /// refusals leave the page as it stands, with all that is typed in it.
    #[must_use]
    pub fn done(self) -> usize {
        let tells = match &*self.answer.read() {
            Some(Ok(())) => true,
            Some(Err(failure)) => failure.is_stale(),
            None => false,
        };
        if tells { self.ended.get() } else { 0 }
    }

    /// Sends the form in place of the browser; the page stays.
    fn submit(self, event: &SubmitEvent) {
        if event.default_prevented() {
            return;
        }
        let Some((body, pairs)) = wire::typed(event) else {
            return;
        };
        event.prevent_default();
        self.sent.set(Some(pairs));
        self.on_its_way.update(|count| *count += 1);
        spawn_local(async move {
            let answer = wire::post(self.path, &body).await;
            // The page may have been left meanwhile, and its signals with it.
            let _ = self.on_its_way.try_update(|count| *count -= 1);
            let _ = self.ended.try_update(|count| *count += 1);
            let _ = self.answer.try_set(Some(answer));
        });
    }
}

/// A plain form that posts; a script sends it without leaving the page.
#[component]
pub fn ActForm(
    act: Act,
    #[prop(optional)] class: Option<&'static str>,
    #[prop(optional)] node_ref: NodeRef<Form>,
    children: Children,
) -> impl IntoView {
    view! {
        <form method="post" action=act.path class=class node_ref=node_ref on:submit=move |event| act.submit(&event)>
            {children()}
        </form>
    }
}
