//! kill -9 while many write over HTTP.
use super::client::Client;
use super::rounds;
use super::running::{Running, assert_sound, found};
use std::io;
use std::net::SocketAddr;
use std::sync::Mutex;
use std::sync::mpsc::{Sender, channel};
use std::thread;

const WRITERS: u32 = 4;

/// Something the server said was done: where it stands, and the words that must be there.
struct Kept {
    page: String,
    words: Vec<String>,
}

#[test]
fn every_write_acknowledged_over_http_survives_kill_9_and_nothing_is_half_done() {
    let data = tempfile::tempdir().unwrap();
    found(data.path());
    let mut cookie = String::new();
    let mut kept: Vec<Kept> = Vec::new();
    for round in 0..rounds(3, 150) {
        let server = Running::start(data.path());
        let mut client = Client::at(server.address, &cookie).unwrap();
        if round == 0 {
            assert_eq!(client.sign_in().unwrap().status, 200);
        }
        // The session of the first round is a write that was acknowledged, too.
        cookie.clone_from(&client.cookie);
        assert_kept(&mut client, &kept);
        kept.drain(..kept.len().saturating_sub(200));
        kept.extend(write_until_killed(
            server,
            &cookie,
            (round, 30 + 17 * u64::from(round % 5)),
        ));
        assert_sound(data.path());
    }
    let server = Running::start(data.path());
    assert_kept(&mut Client::at(server.address, &cookie).unwrap(), &kept);
}

/// Lets several people write until so many writes were acknowledged, kills the server in the middle,
/// and gives all that it acknowledged until it died.
fn write_until_killed(server: Running, cookie: &str, (round, enough): (u32, u64)) -> Vec<Kept> {
    let (acknowledge, acknowledged) = channel();
    let all = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for writer in 0..WRITERS {
            let (address, acknowledge, all) = (server.address, acknowledge.clone(), &all);
            scope.spawn(move || {
                let name = format!("{round}-{writer}");
                // The kill ends it, in the middle of anything.
                let _ = write_on(address, cookie, &name, (&acknowledge, all));
            });
        }
        drop(acknowledge);
        assert_eq!(
            acknowledged.iter().take(enough as usize).count() as u64,
            enough
        );
        server.kill();
    });
    all.into_inner().unwrap()
}

/// Founds companies, opens a deal of each, writes notes, moves and wins, one after the other.
fn write_on(
    address: SocketAddr,
    cookie: &str,
    name: &str,
    (acknowledge, all): (&Sender<()>, &Mutex<Vec<Kept>>),
) -> io::Result<()> {
    let mut client = Client::at(address, cookie)?;
    let keep = |page: &str, words: &[&str]| {
        let words = words.iter().map(|&word| word.to_owned()).collect();
        all.lock().unwrap().push(Kept {
            page: page.to_owned(),
            words,
        });
        let _ = acknowledge.send(());
    };
    for count in 0.. {
        let company = format!("Firma {name}-{count}");
        let made = client.post("/api/companies/create", &[("form[name]", &company)])?;
        let place = taken(&made)?;
        keep(&place, &[&company]);

        let title = format!("Szansa {name}-{count}");
        let fields = [
            ("form[title]", title.as_str()),
            ("form[company]", &company),
            ("form[stage]", "1"),
            ("form[amount]", "1234,50"),
            ("form[currency]", "PLN"),
        ];
        let opened = client.post("/api/deals/open", &fields)?;
        let deal = taken(&opened)?;
        keep(&deal, &[&title, &company]);

        let id = deal.rsplit('/').next().unwrap_or_default();
        let note = format!("Notatka {name}-{count}");
        taken(&client.post("/api/deals/note", &[("id", id), ("note", &note)])?)?;
        keep(&deal, &[&title, &note]);
        let moved = [("id", id), ("stage", "2"), ("was_stage", "1")];
        taken(&client.post("/api/deals/move", &moved)?)?;
        keep(&deal, &["Zmiana etapu"]);
    }
    Ok(())
}

/// Where an accepted write leads. A refusal would be a fault of this test.
fn taken(answer: &super::client::Answer) -> io::Result<String> {
    assert!(answer.status < 400, "{answer:?}");
    let place = answer
        .header("location")
        .split('?')
        .next()
        .unwrap_or_default();
    Ok(place.to_owned())
}

fn assert_kept(client: &mut Client, kept: &[Kept]) {
    for Kept { page, words } in kept {
        let found = client.get(page).unwrap();
        assert_eq!(found.status, 200, "{page} was acknowledged and is gone");
        for word in words {
            assert!(
                found.body.contains(word),
                "{word} was acknowledged, but is not on {page}"
            );
        }
    }
}
