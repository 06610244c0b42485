//! Work on a file, one at a time and off the request. Invariants: whatever breaks off says so and
//! leaves the file free; what runs is the plan that was checked, or nothing.
use super::plans::{self, Planned};
use super::{Progress, Upload, Uploads, sight};
use crate::house::House;
use app::failure::Failure;
use app::import::desk::{Checked, How, Task};
use domain::by::By;
use domain::exchange::{Mapping, Unreadable};
use domain::id::ImportId;
use std::fs;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use store::{Stopped, StoreError, WorkError};

impl Uploads {
    /// Looks at the file.
    pub(super) fn read(
        house: &House,
        upload: &Arc<Upload>,
        by: By,
        how: How,
    ) -> Result<(), Failure> {
        begin(upload, Task::Reading, |state| {
            *state = Progress {
                how,
                ..Progress::default()
            };
        })?;
        let (store, file) = (Arc::clone(&house.store), Arc::clone(upload));
        start(house, upload, move || {
            let seen = match sight::sight(&store, &file.path, by, how) {
                Ok(seen) => seen.map(Arc::new),
                Err(error) => Err(Unreadable::Interrupted {
                    reason: error.to_string(),
                }),
            };
            let mut state = file.state();
            state.fingerprint = None;
            state.mapping = seen.as_ref().ok().map(|sight| sight.mapping.clone());
            state.paper.sight = Some(seen);
        });
        Ok(())
    }

    /// Finds out what carrying the mapping out would do.
    pub(super) fn check(
        house: &House,
        upload: &Arc<Upload>,
        by: By,
        mapping: Mapping,
    ) -> Result<(), Failure> {
        upload.note(mapping)?;
        begin(upload, Task::Checking, |_| {})?;
        let (store, file) = (Arc::clone(&house.store), Arc::clone(upload));
        start(house, upload, move || {
            let planned = file.planned(&store, by);
            let checked = planned.map(|planned| {
                let checked = checked(&store, by, &planned, &file.name);
                (planned.fingerprint, Arc::new(checked))
            });
            file.put_checked(checked);
        });
        Ok(())
    }

    /// Does what was checked.
    pub(super) fn carry_out(
        house: &House,
        upload: &Arc<Upload>,
        by: By,
        without_rejected: bool,
    ) -> Result<(), Failure> {
        let checked = {
            let state = upload.state();
            let running = matches!(state.paper.task, Some(Task::Running { .. }));
            if running || matches!(state.paper.run, Some(Ok(_))) {
                return Ok(());
            }
            state.fingerprint.ok_or(Failure::Malformed)?
        };
        let running = Task::Running { made: 0, of: 0 };
        begin(upload, running, |state| state.run = None)?;
        let (store, file) = (Arc::clone(&house.store), Arc::clone(upload));
        start(house, upload, move || {
            let done = file.run(&store, by, checked, without_rejected);
            if let Some(done) = done {
                file.state().paper.run = Some(done);
            }
        });
        Ok(())
    }
}

impl Upload {
    /// Puts another mapping in place; what was checked by the one before no longer counts.
    pub(super) fn note(&self, mapping: Mapping) -> Result<(), Failure> {
        let mut state = self.state();
        if state.paper.task.is_some() {
            return Err(Failure::Busy);
        }
        if let Some(Ok(sight)) = &mut state.paper.sight {
            Arc::make_mut(sight).mapping = mapping.clone();
        }
        state.mapping = Some(mapping);
        state.fingerprint = None;
        state.paper.checked = None;
        state.paper.outdated = false;
        state.paper.run = None;
        Ok(())
    }

    fn planned(&self, store: &store::Store, by: By) -> Result<Planned, Failure> {
        let (mapping, dialect) = {
            let state = self.state();
            let sight = match &state.paper.sight {
                Some(Ok(sight)) => Arc::clone(sight),
                _ => return Err(Failure::Malformed),
            };
            let mapping = state.mapping.clone().ok_or(Failure::Malformed)?;
            (mapping, sight.preview.dialect)
        };
        plans::planned(store, &self.path, by, &mapping, dialect)
    }

    fn put_checked(&self, checked: Result<([u8; 32], Arc<Checked>), Failure>) {
        let mut state = self.state();
        state.fingerprint = checked.as_ref().ok().map(|(fingerprint, _)| *fingerprint);
        state.paper.checked = Some(checked.map(|(_, checked)| checked));
    }

    /// `None` when the data changed since the check, whose new result is put instead.
    fn run(
        &self,
        store: &store::Store,
        by: By,
        fingerprint: [u8; 32],
        without_rejected: bool,
    ) -> Option<Result<ImportId, Failure>> {
        let planned = match self.planned(store, by) {
            Ok(planned) => planned,
            Err(failure) => return Some(Err(failure)),
        };
        if planned.fingerprint != fingerprint {
            let checked = checked(store, by, &planned, &self.name);
            self.put_checked(Ok((planned.fingerprint, Arc::new(checked))));
            self.state().paper.outdated = true;
            return None;
        }
        if planned.plan.may_run(without_rejected).is_err() {
            return Some(Err(Failure::Malformed));
        }
        self.made.store(0, Ordering::Relaxed);
        self.of.store(planned.records(), Ordering::Relaxed);
        let done = self.write(store, by, planned);
        if done.is_ok() {
            self.remember(store, by);
            // What is in the base needs no file any more.
            let _ = fs::remove_file(&self.path);
        }
        Some(done)
    }

    fn write(&self, store: &store::Store, by: By, planned: Planned) -> Result<ImportId, Failure> {
        let source = self.name.clone();
        let made = Arc::clone(&self.made);
        let done = store.bulk(by, move |work| {
            let (run, _) = work.import_counted(&planned.plan, &source, &made)?;
            Ok(run.id)
        });
        done.wait().map_err(failed)
    }

    /// The mapping is offered for the next file like this one; the records are safe without it.
    fn remember(&self, store: &store::Store, by: By) {
        let (mapping, name) = (self.state().mapping.clone(), self.name.clone());
        let Some(mapping) = mapping else { return };
        let kept = store.work(by, None, move |work| work.keep_mapping(&name, mapping));
        if let Err(error) = kept.wait() {
            tracing::warn!(?error, "a mapping was not remembered");
        }
    }
}

/// What the plan comes to, with the refusals of the commands themselves.
fn checked(store: &store::Store, by: By, planned: &Planned, source: &str) -> Checked {
    let plan = &planned.plan;
    let refused = match plan.may_run(true) {
        Ok(()) => store
            .rehearse(by, |work| work.import(plan, source).map(|_| ()))
            .err(),
        Err(_) => None,
    };
    Checked {
        counts: plan.counts(),
        changed: planned.changed(),
        problems: plan.problems.clone(),
        whole: plan.may_run(false),
        without_rejected: plan.may_run(true),
        refused: refused.map(|stopped| match stopped {
            Stopped::Refused(refusal) => failed(WorkError::Refused(refusal)),
            Stopped::Trouble(error) => failed(WorkError::Trouble(error)),
        }),
    }
}

pub(super) fn failed(error: WorkError) -> Failure {
    match error {
        WorkError::Refused(refusal) => refusal.into(),
        WorkError::Busy => Failure::Busy,
        WorkError::Trouble(StoreError::TooLarge(_)) => Failure::TooLarge,
        other => {
            tracing::error!(?other, "an import failed");
            Failure::Trouble("import".to_owned())
        }
    }
}

/// Takes the file for a task; `Busy` while another holds it.
fn begin(upload: &Upload, task: Task, reset: impl FnOnce(&mut Progress)) -> Result<(), Failure> {
    let mut state = upload.state();
    if state.paper.task.is_some() {
        return Err(Failure::Busy);
    }
    if matches!(state.paper.run, Some(Ok(_))) {
        // Its records are in the base; the file is used up.
        return Err(Failure::Missing);
    }
    reset(&mut state.paper);
    state.paper.task = Some(task);
    upload.busy.send_replace(true);
    Ok(())
}

fn start(house: &House, upload: &Arc<Upload>, job: impl FnOnce() + Send + 'static) {
    let (turn, upload) = (Arc::clone(&house.uploads.at_work), Arc::clone(upload));
    tokio::spawn(async move {
        let permit = turn.acquire_owned().await;
        let ended = tokio::task::spawn_blocking(job).await;
        drop(permit);
        upload.end(ended.is_err());
    });
}

impl Upload {
    fn end(&self, broke_off: bool) {
        let mut state = self.state();
        let task = state.paper.task.take();
        if broke_off {
            tracing::error!("work on an uploaded file broke off");
            let trouble = || Failure::Trouble("import".to_owned());
            match task {
                Some(Task::Running { .. }) => state.paper.run = Some(Err(trouble())),
                Some(Task::Checking) => state.paper.checked = Some(Err(trouble())),
                _ => {
                    state.paper.sight = Some(Err(Unreadable::Interrupted {
                        reason: "import".to_owned(),
                    }));
                }
            }
        }
        self.busy.send_replace(false);
    }
}
