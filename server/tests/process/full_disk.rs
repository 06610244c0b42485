//! A disk that is full: by a limit on the size of files, which works everywhere, and by a small file
//! system of its own, where this process may mount one.
use super::client::{Answer, Client};
use super::running::{Running, assert_sound, found};
use rustix::process::{Pid, Resource, Rlimit, getrlimit, prlimit};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

/// Long enough for the server to have asked the disk again several times.
const PATIENCE: Duration = Duration::from_secs(20);

/// Fills the disk by writing notes, shows that reading goes on and writing says what is wrong, makes
/// room, and shows that writing goes on and nothing was lost.
fn survive(
    data: &Path,
    mut server: Running,
    full: impl FnOnce(&Running),
    free: impl FnOnce(&Running),
) {
    let mut client = Client::at(server.address, "").unwrap();
    assert_eq!(client.sign_in().unwrap().status, 200);
    let mut kept = vec![company(&mut client, 0).unwrap()];
    full(&server);
    let refused = (1..100_000)
        .find_map(|count| match company(&mut client, count) {
            Ok(page) => {
                kept.push(page);
                None
            }
            Err(answer) => Some(answer),
        })
        .unwrap();
    assert!(server.is_up());
    assert_eq!(refused.status, 503, "{}", refused.body);
    assert!(
        !refused.body.contains("Trouble"),
        "no clear error: {}",
        refused.body
    );
    // A full disk is told in words, to a person with a form, and nothing typed is lost.
    assert_told(&mut client);
    for page in kept
        .iter()
        .rev()
        .take(20)
        .chain([&"/deals".to_owned(), &"/".to_owned()])
    {
        assert_eq!(
            client.get(page).unwrap().status,
            200,
            "{page} cannot be read"
        );
    }
    free(&server);
    let since = Instant::now();
    let again = loop {
        match company(&mut client, 0) {
            Ok(page) => break page,
            Err(answer) => assert!(since.elapsed() < PATIENCE, "still {answer:?}"),
        }
    };
    kept.push(again);
    for page in &kept {
        assert_eq!(client.get(page).unwrap().status, 200, "{page} is lost");
    }
    server.kill();
    assert_sound(data);
    let server = Running::start(data);
    let mut client = Client::at(server.address, &client.cookie).unwrap();
    for page in &kept {
        assert_eq!(
            client.get(page).unwrap().status,
            200,
            "{page} is lost after the restart"
        );
    }
}

/// Writes a company with much to say; gives its page, or the refusal.
fn company(client: &mut Client, count: u32) -> Result<String, Answer> {
    let (name, note) = (format!("Firma {count}"), "Dużo słów o niczym. ".repeat(180));
    let fields = [("form[name]", name.as_str()), ("form[note]", &note)];
    let answer = client.post("/api/companies/create", &fields).unwrap();
    if answer.status >= 400 {
        return Err(answer);
    }
    Ok(answer
        .header("location")
        .split('?')
        .next()
        .unwrap()
        .to_owned())
}

fn assert_told(client: &mut Client) {
    client.cookie += "; visitor=anna";
    let fields = [
        ("form[name]", "Wpisana nazwa"),
        ("form[note]", &"słowa ".repeat(900)),
    ];
    let page = client
        .submit("/companies/new", "/api/companies/create", &fields)
        .unwrap();
    assert!(page.body.contains("Dysk serwera"), "{}", page.body);
    assert!(
        page.body.contains("value=\"Wpisana nazwa\""),
        "{}",
        page.body
    );
}

#[test]
fn a_file_that_may_not_grow_is_told_and_reading_goes_on_until_there_is_room_again() {
    let data = tempfile::tempdir().unwrap();
    found(data.path());
    let server = Running::start_limitable(data.path());
    let file = data.path().join("contentum.redb");
    let before = getrlimit(Resource::Fsize);
    let limit = |server: &Running, current| {
        let pid = Pid::from_raw(server.pid()).unwrap();
        let limit = Rlimit {
            current,
            maximum: before.maximum,
        };
        prlimit(Some(pid), Resource::Fsize, limit).unwrap();
    };
    survive(
        data.path(),
        server,
        |server| limit(server, Some(fs::metadata(&file).unwrap().len() + 100_000)),
        |server| limit(server, before.current),
    );
}

/// A file system of its own; gone when dropped.
struct Small(PathBuf);

impl Small {
    fn mount(at: &Path, megabytes: u32) -> Option<Self> {
        let size = format!("size={megabytes}m");
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", &size, "tmpfs"])
            .arg(at)
            .output();
        match mounted {
            Ok(done) if done.status.success() => Some(Self(at.to_owned())),
            Ok(done) => {
                println!("skipped: {}", String::from_utf8_lossy(&done.stderr).trim());
                None
            }
            Err(error) => {
                println!("skipped: no mount: {error}");
                None
            }
        }
    }
}

impl Drop for Small {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("--lazy").arg(&self.0).status();
    }
}

#[test]
fn a_full_file_system_is_told_and_reading_goes_on_until_there_is_room_again() {
    let dir = tempfile::tempdir().unwrap();
    let Some(small) = Small::mount(dir.path(), 24) else {
        return;
    };
    found(&small.0);
    let server = Running::start(&small.0);
    let filler = small.0.join("filler");
    survive(
        &small.0,
        server,
        // As much as there is: the last write fails, and what fits stays.
        |_| {
            let all = vec![0; 24 << 20];
            assert!(
                fs::write(&filler, all).is_err(),
                "the file system is larger than it should be"
            );
        },
        |_| fs::remove_file(&filler).unwrap(),
    );
}
