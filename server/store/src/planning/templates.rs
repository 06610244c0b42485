//! Templates of payment schedules in the store. Invariant: one is archived, never removed.
use crate::error::{Stopped, StoreError};
use crate::reading::Reading;
use crate::records::{self, Record};
use crate::tables::Kind;
use crate::work::Work;
use domain::events;
use domain::id::TemplateId;
use domain::planning::{Portion, Template, template::Event};
use domain::refusal::Refusal;
use domain::text::sort_key;

impl Record for Template {
    const KIND: Kind = Kind::Template;
    fn number(&self) -> u64 {
        self.id.0
    }
}

impl Work<'_, '_> {
    /// # Errors
    /// Not an administrator, a bad name, or portions that make no whole.
    pub fn create_template(
        &mut self,
        name: &str,
        portions: Vec<Portion>,
    ) -> Result<TemplateId, Stopped> {
        self.administer()?;
        let id = TemplateId(self.new_id(Kind::Template)?);
        let (template, event) = Template::create(self.by, id, name, portions)?;
        self.keep_template(&template, event)?;
        Ok(id)
    }

    /// Schedules laid with it before stay as they are.
    ///
    /// # Errors
    /// As [`Work::create_template`]; stale; nothing changed.
    pub fn change_template(
        &mut self,
        id: TemplateId,
        seen: u64,
        name: &str,
        portions: Vec<Portion>,
    ) -> Result<(), Stopped> {
        self.alter_template(id, |template, by| template.change(by, seen, name, portions))
    }

    /// # Errors
    /// Not an administrator; stale; archived so already.
    pub fn archive_template(
        &mut self,
        id: TemplateId,
        seen: u64,
        archived: bool,
    ) -> Result<(), Stopped> {
        self.alter_template(id, |template, by| template.set_archived(by, seen, archived))
    }

    fn alter_template(
        &mut self,
        id: TemplateId,
        change: impl FnOnce(&mut Template, domain::by::By) -> Result<Event, Refusal>,
    ) -> Result<(), Stopped> {
        self.administer()?;
        let mut template: Template = self.found(id.0)?;
        let event = change(&mut template, self.by)?;
        Ok(self.keep_template(&template, event)?)
    }

    fn keep_template(&mut self, template: &Template, event: Event) -> Result<(), StoreError> {
        records::save(self.overlay, template)?;
        let event = events::Event::from(event);
        self.tell(Kind::Template, template.id.0, event)
    }
}

impl Reading {
    /// Every template, by name, the archived last.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn templates(&self) -> Result<Vec<Template>, StoreError> {
        let mut all: Vec<Template> = records::load_all(&*self.snapshot)?;
        all.sort_by_cached_key(|one| (one.archived, sort_key(&one.name), one.id));
        Ok(all)
    }
}
