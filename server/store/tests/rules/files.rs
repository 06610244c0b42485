//! Rules of files: kept once, verified, within size and quota, seen with their deal.
use super::firm::{Firm, HEAD, REP, STRANGER};
use domain::access::{Action, ActionMask, FieldClass, Share, ShareTo};
use domain::files::{Media, Refusal};
use domain::refusal::Refusal as Refused;
use std::time::{Duration, SystemTime};
use store::{FileStore, Stopped, files_beside};

fn opened(limit: u64, quota: u64) -> (tempfile::TempDir, FileStore) {
    let dir = tempfile::tempdir().unwrap();
    let files = FileStore::open(&dir.path().join("files"), limit, quota).unwrap();
    (dir, files)
}

fn refused(refusal: Refusal) -> Stopped {
    Stopped::Refused(Refused::File(refusal))
}

#[test]
fn a_content_is_kept_once_and_comes_back_as_it_was() {
    let (dir, files) = opened(1 << 20, 1 << 20);
    let content = b"%PDF-1.7 oferta";
    let first = files.put("oferta.pdf", &mut content.as_slice()).unwrap();
    let second = files.put("kopia.pdf", &mut content.as_slice()).unwrap();
    assert_eq!((first.digest, first.media), (second.digest, Media::Pdf));
    assert_eq!(files.used(), content.len() as u64);
    assert_eq!(files.get(first.digest).unwrap(), content);
    let again = FileStore::open(&dir.path().join("files"), 1 << 20, 1 << 20).unwrap();
    assert_eq!(again.used(), content.len() as u64);
}

#[test]
fn size_and_quota_hold_and_what_is_refused_leaves_nothing() {
    let (dir, files) = opened(10, 15);
    let put = |content: &[u8]| files.put("a", &mut &*content);
    assert_eq!(put(b""), Err(refused(Refusal::Empty)));
    assert_eq!(
        put(b"12345678901"),
        Err(refused(Refusal::TooLarge { limit: 10 }))
    );
    put(b"1234567890").unwrap();
    assert_eq!(
        put(b"abcdef"),
        Err(refused(Refusal::QuotaFull { quota: 15 }))
    );
    put(b"abcde").unwrap();
    let unfinished = dir.path().join("files/unfinished");
    assert_eq!(std::fs::read_dir(unfinished).unwrap().count(), 0);
}

#[test]
fn damage_is_told_instead_of_handed_out() {
    let (dir, files) = opened(100, 100);
    let upload = files.put("a", &mut b"abc".as_slice()).unwrap();
    let name = upload.digest.to_string();
    let path = dir.path().join("files").join(&name[..2]).join(&name);
    std::fs::write(path, b"abd").unwrap();
    assert!(files.get(upload.digest).is_err());
}

#[test]
fn a_file_is_seen_with_its_deal_and_its_internal_fields() {
    let (_dir, files) = opened(100, 100);
    let firm = Firm::founded();
    let deal = firm.deal(100);
    let upload = files.put("umowa.pdf", &mut b"%PDF-x".as_slice()).unwrap();
    let digest = upload.digest;
    let stolen = upload.clone();
    let id = firm.act(REP, move |w| w.attach_file(deal, upload)).unwrap();
    assert!(
        firm.act(STRANGER, move |w| w.attach_file(deal, stolen))
            .is_err()
    );
    let sees = |person| firm.reading(person).deal_file(deal, id).unwrap().is_some();
    assert!(sees(REP) && sees(HEAD) && !sees(STRANGER));
    let blind = ActionMask::of(&[Action::Read, Action::Field(FieldClass::Basic)]);
    let share = Share {
        to: ShareTo::Person(STRANGER),
        mask: blind,
        until: None,
        by: REP,
    };
    firm.act(REP, move |w| {
        w.share(domain::custody::Kept::Deal(deal), share)
    })
    .unwrap();
    assert!(firm.reading(STRANGER).deal(deal).unwrap().is_some() && !sees(STRANGER));
    assert!(
        firm.act(STRANGER, move |w| w.detach_file(deal, id))
            .is_err()
    );
    let named = firm.store.attached().unwrap();
    assert_eq!(named.keys().copied().collect::<Vec<_>>(), [digest]);
    assert_eq!(files.missing(&named).unwrap(), []);
}

#[test]
fn only_old_contents_that_no_deal_names_are_swept() {
    let (_dir, files) = opened(100, 100);
    let firm = Firm::founded();
    let deal = firm.deal(100);
    let kept = files.put("a", &mut b"kept".as_slice()).unwrap();
    let digest = kept.digest;
    let gone = files.put("b", &mut b"gone!".as_slice()).unwrap().digest;
    firm.act(REP, move |w| w.attach_file(deal, kept)).unwrap();
    let named = firm.store.attached().unwrap();
    assert_eq!(files.sweep(&named, SystemTime::now()).unwrap(), 0);
    let later = SystemTime::now() + Duration::from_secs(2 * 86_400);
    assert_eq!(files.sweep(&named, later).unwrap(), 5);
    assert!(files.get(gone).is_err() && files.get(digest).is_ok());
    assert_eq!(files.used(), 4);
}

#[test]
fn a_content_put_again_is_young_so_that_no_sweep_takes_it() {
    let (dir, files) = opened(100, 100);
    let digest = files.put("a", &mut b"again".as_slice()).unwrap().digest;
    let name = digest.to_string();
    let place = dir.path().join("files").join(&name[..2]).join(&name);
    let long_ago = SystemTime::now() - Duration::from_secs(3 * 86_400);
    let file = std::fs::File::open(&place).unwrap();
    file.set_modified(long_ago).unwrap();
    files.put("b", &mut b"again".as_slice()).unwrap();
    let nobody = std::collections::BTreeMap::new();
    assert_eq!(files.sweep(&nobody, SystemTime::now()).unwrap(), 0);
    assert_eq!(files.used(), 5);
}

#[test]
fn a_backup_holds_the_files_its_records_name_and_a_check_names_what_is_lost() {
    let (dir, files) = opened(100, 100);
    let firm = Firm::founded();
    let deal = firm.deal(100);
    let upload = files.put("umowa.txt", &mut b"kept".as_slice()).unwrap();
    files.put("b", &mut b"of nobody".as_slice()).unwrap();
    let digest = upload.digest;
    firm.act(REP, move |w| w.attach_file(deal, upload)).unwrap();
    let copy = dir.path().join("copy.redb");
    let backed = firm.store.backup(&copy, &files).unwrap();
    assert_eq!((backed.files, backed.lost), (1, 0));
    let beside = FileStore::open(&files_beside(&copy), 100, 100).unwrap();
    assert_eq!(beside.get(digest).unwrap(), b"kept");
    assert_eq!(beside.used(), 4);
    let report = firm.store.check_files(&files).unwrap();
    assert_eq!((report.named, report.bytes, report.unnamed), (1, 4, 1));
    assert_eq!(report.faults, Vec::<String>::new());
    let name = digest.to_string();
    let place = dir.path().join("files").join(&name[..2]).join(&name);
    std::fs::write(&place, "kepT").unwrap();
    let faults = || firm.store.check_files(&files).unwrap().faults;
    let said = |how| {
        vec![format!(
            "the content of \"umowa.txt\" of deal {deal} is {how}"
        )]
    };
    assert_eq!(faults(), said("damaged"));
    std::fs::remove_file(&place).unwrap();
    assert_eq!(faults(), said("missing"));
    let backed = firm.store.backup(&dir.path().join("again.redb"), &files);
    assert_eq!(backed.unwrap().lost, 1);
}
