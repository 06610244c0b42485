//! Sentences about whose a record is.
use super::words::{day, shown};
use crate::access::{Lane, Share, ShareTo};
use crate::custody::Custody;
use crate::lang::Lang;
use crate::names::Names;

pub(super) fn sentence(change: &Custody, lang: Lang, names: &dyn Names) -> String {
    match change {
        Custody::Reassigned { owner, group } => {
            let group = (group.was != group.is).then(|| {
                let label = lang.pick("grupa", "group");
                format!(
                    "{label}: {} → {}",
                    group_name(names, group.was, lang),
                    group_name(names, group.is, lang)
                )
            });
            let owner = (owner.was != owner.is).then(|| {
                let [was, is] = [owner.was, owner.is].map(|id| shown(names.person(id), lang));
                format!("{}: {was} → {is}", lang.pick("opiekun", "owner"))
            });
            let parts: Vec<String> = owner.into_iter().chain(group).collect();
            format!(
                "{} · {}",
                lang.pick("Przekazanie", "Handed over"),
                parts.join(", ")
            )
        }
        Custody::Shared(share) => {
            format!(
                "{}: {}",
                lang.pick("Udostępnienie", "Shared with"),
                shared(share, lang, names)
            )
        }
        Custody::Unshared(to) => {
            let label = lang.pick("Koniec udostępnienia", "No longer shared with");
            format!("{label}: {}", reached(*to, lang, names))
        }
        Custody::LaneChanged(lanes) => {
            let label = lang.pick("Zmiana trybu", "Lane changed");
            format!(
                "{label}: {} → {}",
                lane(lanes.was, lang),
                lane(lanes.is, lang)
            )
        }
    }
}

pub(super) fn lane(lane: Lane, lang: Lang) -> &'static str {
    match lane {
        Lane::Normal => lang.pick("zwykły", "normal"),
        Lane::Confidential => lang.pick("poufny", "confidential"),
    }
}

fn shared(share: &Share, lang: Lang, names: &dyn Names) -> String {
    let name = reached(share.to, lang, names);
    match share.until.and_then(|until| names.zone().last_day(until)) {
        Some(until) => format!("{name} ({} {})", lang.pick("do", "until"), day(until, lang)),
        None => name,
    }
}

fn reached(to: ShareTo, lang: Lang, names: &dyn Names) -> String {
    match to {
        ShareTo::Person(id) => shown(names.person(id), lang),
        ShareTo::Group(id) => group_name(names, id, lang),
    }
}

fn group_name(names: &dyn Names, id: crate::id::GroupId, lang: Lang) -> String {
    shown(names.group(id), lang)
}
