//! What strangers may try: nothing of it is counted, nothing leaks, and the room goes on. On the loopback only.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use make_it_right::workshop::Wish;

use super::client::{Client, PATIENCE, Reply};
use super::{Hall as _, House, assert_refused};

/// The room is alive: somebody with a seat votes and is counted.
fn assert_alive(house: &House, seat: &str, round: u32) {
    let before = house.voted();
    let reply = house.client().with_seat(seat).vote(round, 0);
    assert_eq!(reply.status, 200, "{reply:?}");
    assert!(house.voted() >= before.max(1));
}

#[test]
fn stuffing_and_replays_count_once() {
    let house = House::open();
    let (seat, other) = (house.seat(), house.seat());
    let round = house.open_the_vote();
    thread::scope(|scope| {
        for thread in 0..8_usize {
            let client = house.client().with_seat(&seat);
            scope.spawn(move || (0..25).for_each(|vote| drop(client.vote(round, (thread + vote) % 3))));
        }
    });
    assert_eq!(house.voted(), 1);
    assert_eq!(house.client().with_seat(&other).vote(round, 0).status, 200);
    house.wish(Wish::Close);
    // The same bytes once more, after the close, and in the next round.
    assert_refused(&house.client().with_seat(&seat).vote(round, 0), &[409], "a replay");
    house.wish(Wish::Next);
    house.wish(Wish::Open);
    assert_refused(&house.client().with_seat(&seat).vote(round, 0), &[409], "a replay in the next round");
    assert_eq!(house.view().rounds.iter().map(|round| round.voted).collect::<Vec<_>>(), [2, 0]);
}

#[test]
fn tokens_of_others_and_invented_ones_are_nobody() {
    let house = House::open();
    let seat = house.seat();
    let round = house.open_the_vote();
    // What stands in the record is no token.
    let record = house.folder.path().join("workshops");
    let record = std::fs::read_dir(record)
        .expect("there")
        .map(|it| std::fs::read_to_string(it.expect("a file").path()).expect("text"));
    let record: String = record.collect();
    assert!(!record.contains(&seat), "a token never comes to the disk");
    let key = record.split("\"key\":\"").nth(1).and_then(|it| it.split('"').next()).expect("a key").to_owned();
    let shifted = format!("{}{}", &seat[1..], &seat[..1]);
    let zeros = "0".repeat(32);
    let tokens = [key.as_str(), &shifted, &zeros, "", "1", "' or 1=1 --", &seat.to_uppercase(), "../../seat"];
    for token in tokens.into_iter().filter(|token| *token != seat) {
        assert_refused(&house.client().with_seat(token).vote(round, 0), &[401], token);
        assert_refused(&house.client().with_cookie(&format!("seat={token}")).vote(round, 0), &[401], token);
        assert_refused(&house.client().with_seat(token).get("/moment"), &[401], token);
        assert_eq!(house.client().with_cookie(&format!("seat={token}")).listen().status, 401);
    }
    // Nobody can choose the token of their own seat.
    let reply = house.client().with_seat(&zeros).join(&house.code());
    assert_ne!(reply.json()["seat"], zeros.as_str());
    assert_eq!(house.voted(), 0);
    assert_alive(&house, &seat, round);
}

#[test]
fn who_guesses_at_the_code_gets_slow() {
    let house = House::open();
    let right = house.code();
    let wrong = ["CCCCC", "XXXXX"].into_iter().find(|it| *it != right).expect("one");
    for _ in 0..10 {
        assert_refused(&house.client().join(wrong), &[403], "wrong");
    }
    let began = Instant::now();
    assert_refused(&house.client().join(wrong), &[403], "wrong");
    assert!(began.elapsed() >= Duration::from_millis(450), "{:?}", began.elapsed());
    for nonsense in ["", "ABCDE", "<script>", &"C".repeat(1_500), "\u{0}\u{0}", "cccc\u{301}c"] {
        assert_refused(&house.client().join(nonsense), &[403], nonsense);
    }
    assert_eq!(house.view().door.seats, 0);
    // Whoever has the right one comes in, though not at once; typed in any way.
    let typed = format!(" {}-{} ", right[..2].to_lowercase(), &right[2..]);
    assert_eq!(house.client().join(&typed).status, 200);
}

#[test]
fn other_hosts_and_origins_get_nothing() {
    let house = House::open();
    let seat = house.seat();
    let round = house.open_the_vote();
    let own = house.phones.address();
    let client = || house.client().with_seat(&seat);
    for host in ["evil.example", "localhost", "127.0.0.1", "", "127.0.0.1:1", "evil.example:80\t"] {
        for reply in [
            client().with("Host", host).vote(round, 0),
            client().with("Host", host).get("/"),
            client().with("Host", host).get("/moment"),
        ] {
            assert_refused(&reply, &[404, 400], host);
        }
    }
    assert_refused(&client().without("Host").vote(round, 0), &[404, 400], "no host");
    let twice = format!(
        "{}Host: {own}\r\nContent-Length: 22\r\n\r\n{{\"round\":1,\"option\":0}}",
        client().head("POST", "/vote")
    );
    assert_refused(&client().send(twice.as_bytes()), &[404, 400], "two hosts");
    let elsewhere = client().head("POST", "http://evil.example/vote");
    assert_refused(
        &client().send(format!("{elsewhere}Content-Length: 22\r\n\r\n{{\"round\":1,\"option\":0}}").as_bytes()),
        &[404, 400],
        "elsewhere",
    );
    for origin in ["http://evil.example", "null", "https://localhost", &format!("http://{own}.evil.example")] {
        assert_refused(&client().with("Origin", origin).vote(round, 0), &[404], origin);
    }
    assert_refused(&client().without("X-Make-It-Right").vote(round, 0), &[404], "a form of another page");
    assert_refused(&client().with("Sec-Fetch-Site", "cross-site").vote(round, 0), &[404], "another site");
    assert_eq!(house.voted(), 0);
    let origin = format!("http://{own}");
    assert_eq!(client().with("Origin", &origin).vote(round, 0).status, 200);
}

#[test]
fn other_paths_and_methods_are_404_without_a_body() {
    let house = House::open();
    let seat = house.seat();
    let round = house.open_the_vote();
    for path in [
        "/index.html",
        "/..",
        "/../Cargo.toml",
        "/%2e%2e/%2e%2e/etc/passwd",
        "//",
        "/./",
        "/phone.js/..",
        "/phone.js%00",
        "/moment/",
        "/vote",
        "/join",
        "/favicon.ico",
        "/.git/config",
        "/desk",
        "/projector",
        "/?/../",
        "/moment%2f",
        "/MOMENT",
    ] {
        let reply = house.client().with_seat(&seat).get(path);
        let is_page = path.starts_with("/?");
        assert_eq!(reply.status, if is_page { 200 } else { 404 }, "{path}");
        assert!(is_page || reply.body.is_empty(), "{path}: {reply:?}");
    }
    for method in ["HEAD", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "CONNECT", "VOTE"] {
        let reply = house.client().with_seat(&seat).ask(method, "/vote", b"{\"round\":1,\"option\":0}");
        assert!([404, 400, 0].contains(&reply.status) && reply.body.is_empty(), "{method}: {reply:?}");
    }
    for nonsense in [
        &b"\x16\x03\x01\x02\x00\x01\x00"[..],
        b"\0\0\0\0\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"\r\n\r\n\r\n\r\n",
    ] {
        let reply = house.client().send(nonsense);
        assert!([400, 404, 505, 0].contains(&reply.status) && reply.body.is_empty(), "{reply:?}");
    }
    assert_eq!(house.voted(), 0);
    assert_alive(&house, &seat, round);
}

#[test]
fn what_stands_in_a_body_is_a_vote_or_nothing() {
    let house = House::open();
    let seat = house.seat();
    let round = house.open_the_vote();
    let html = "<img src=x onerror=alert(1)>";
    let deep = "[".repeat(1_900);
    for body in [
        "",
        "{}",
        "null",
        "[]",
        "{\"round\":1}",
        "{\"round\":1,\"option\":-1}",
        "{\"round\":1,\"option\":1e9}",
        "{\"round\":1,\"option\":3}",
        "{\"round\":1,\"option\":18446744073709551616}",
        "{\"round\":\"1\",\"option\":0}",
        "{\"round\":1,\"option\":0,\"seat\":2}",
        "{\"round\":1,\"option\":0,\"option\":1}",
        "{\"round\":1,\"option\":0}{}",
        "round=1&option=0",
        &deep,
        html,
        &format!("{{\"round\":\"{html}\",\"option\":\"{html}\"}}"),
    ] {
        let reply = house.client().with_seat(&seat).ask("POST", "/vote", body.as_bytes());
        assert_refused(&reply, &[400], body);
        assert!(!String::from_utf8_lossy(&reply.body).contains('<'), "nothing is given back");
    }
    for body in ["", "{}", html, &deep, "{\"code\":[\"<b>\"]}"] {
        assert_refused(&house.client().ask("POST", "/join", body.as_bytes()), &[403], body);
    }
    let not_text = house.client().with_seat(&seat).ask("POST", "/vote", &[0xff, 0xfe, 0, 1]);
    assert_refused(&not_text, &[400], "no text");
    for name in ["User-Agent", "Accept-Language", "X-Forwarded-Host", "Referer"] {
        let reply = house.client().with_seat(&seat).with(name, html).get("/moment");
        assert!(reply.status == 200 && !String::from_utf8_lossy(&reply.body).contains("onerror"), "{name}");
    }
    assert_eq!(house.voted(), 0);
    assert_alive(&house, &seat, round);
}

#[test]
fn large_bodies_and_heads_are_cut() {
    let house = House::open();
    let seat = house.seat();
    let round = house.open_the_vote();
    let client = house.client().with_seat(&seat);
    let padded = format!("{{\"round\":{round},\"option\":0{}}}", " ".repeat(4_000));
    assert_refused(&client.ask("POST", "/vote", padded.as_bytes()), &[400], "4 kB");
    // A length that is never sent is refused by its word.
    let lying = format!("{}Content-Length: 4000000000\r\n\r\n", client.head("POST", "/vote"));
    assert_refused(&client.send(lying.as_bytes()), &[400], "4 GB");
    let mut chunked = format!("{}Transfer-Encoding: chunked\r\n\r\n", client.head("POST", "/vote"));
    let piece = format!("64\r\n{}\r\n", "x".repeat(100));
    chunked.push_str(&piece.repeat(40));
    assert_refused(&client.send(chunked.as_bytes()), &[400], "in pieces without end");
    let both = format!(
        "{}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET / HTTP/1.1\r\n\r\n",
        client.head("POST", "/vote")
    );
    assert_refused(&client.send(both.as_bytes()), &[400], "two lengths");
    let wide = client.clone().with("X-Wide", &"x".repeat(64 << 10));
    assert!([431, 400, 0].contains(&wide.get("/moment").status));
    let many = (0..200).fold(client.clone(), |client, number| client.with(&format!("X-{number}"), "1"));
    assert!([431, 400, 0].contains(&many.get("/moment").status));
    let long = client.get(&format!("/{}", "a".repeat(60_000)));
    assert!([414, 431, 404, 0].contains(&long.status));
    assert_eq!(house.voted(), 0);
    assert_alive(&house, &seat, round);
}

#[test]
fn slow_and_half_open_connections_are_cut_and_keep_nobody_waiting() {
    let house = House::open();
    let seat = house.seat();
    let round = house.open_the_vote();
    let client = house.client().with_seat(&seat);
    let began = Instant::now();
    let start = |bytes: &str| {
        let mut stream = client.connect();
        stream.write_all(bytes.as_bytes()).expect("sent");
        stream
    };
    let head = client.head("POST", "/vote");
    let mut slow: Vec<TcpStream> = (0..60).map(|_| start("")).collect();
    slow.extend((0..60).map(|_| start("POST /vote HT")));
    slow.extend((0..60).map(|_| start(&head)));
    slow.extend((0..60).map(|_| start(&format!("{head}Content-Length: 22\r\n\r\n{{\"round\":1"))));
    // Meanwhile all others are served.
    let served = Instant::now();
    assert_alive(&house, &seat, round);
    assert!(served.elapsed() < Duration::from_secs(5), "{:?}", served.elapsed());
    for stream in &mut slow {
        stream.set_read_timeout(Some(PATIENCE)).expect("a timeout");
        let mut rest = Vec::new();
        // An answer that says so, or the end of the connection; never a wait without end.
        let read = stream.read_to_end(&mut rest);
        assert!(
            !matches!(&read, Err(error) if error.kind() == std::io::ErrorKind::WouldBlock),
            "{read:?} after {:?}",
            began.elapsed()
        );
        assert!(!String::from_utf8_lossy(&rest).contains(" 200 "));
    }
    assert_eq!(house.voted(), 1);
}

#[test]
fn one_address_does_not_take_all_connections() {
    let house = House::open();
    let seat = house.seat();
    let round = house.open_the_vote();
    let client = house.client();
    let mut held: Vec<TcpStream> = (0..700).map(|_| client.connect()).collect();
    // Those beyond the bound are closed at once.
    let mut closed = 0;
    for stream in &mut held[600..] {
        stream.set_read_timeout(Some(Duration::from_millis(500))).expect("a timeout");
        closed += u32::from(matches!(stream.read(&mut [0]), Ok(0)));
    }
    assert!(closed >= 90, "{closed} of 100");
    drop(held);
    let began = Instant::now();
    while house.client().with_seat(&seat).get("/moment").status != 200 {
        assert!(began.elapsed() < PATIENCE, "they are free again");
    }
    assert_alive(&house, &seat, round);
}

#[test]
fn thousands_of_joins_make_five_hundred_seats() {
    let house = House::open();
    let (code, joined, full) = (house.code(), AtomicU32::new(0), AtomicU32::new(0));
    thread::scope(|scope| {
        for _ in 0..16 {
            let client = house.client();
            let (code, joined, full) = (&code, &joined, &full);
            scope.spawn(move || {
                for _ in 0..150 {
                    let reply = client.join(code);
                    let count = if reply.status == 200 { joined } else { full };
                    count.fetch_add(1, Ordering::Relaxed);
                    assert!(reply.status == 200 || reply.json()["why"] == "full", "{reply:?}");
                }
            });
        }
    });
    assert_eq!((joined.into_inner(), full.into_inner()), (500, 1_900));
    assert_eq!(house.view().door.seats, 500);
    // The desk counts the people in the room, and says so.
    house.wish(Wish::Cap(Some(14)));
    assert!(house.view().door.more_phones_than_people);
}

#[test]
fn five_hundred_phones_vote_at_once_and_some_come_back() {
    let house = House::open();
    let seats: Vec<String> = (0..500).map(|_| house.seat()).collect();
    let round = house.open_the_vote();
    thread::scope(|scope| {
        for (thread, seats) in seats.chunks(32).enumerate() {
            let house = &house;
            scope.spawn(move || {
                for (number, seat) in seats.iter().enumerate() {
                    let client = house.client().with_seat(seat);
                    if number % 3 == 0 {
                        // It drops in the middle of its vote, and comes again.
                        let mut stream = client.connect();
                        let _ = stream.write_all(client.head("POST", "/vote").as_bytes());
                    }
                    if number % 10 == 0 {
                        assert_eq!(client.vote(round, 2).status, 200);
                    }
                    let reply = client.vote(round, (thread + number) % 2);
                    assert_eq!(reply.status, 200, "{reply:?}");
                }
            });
        }
    });
    assert_eq!(house.voted(), 500);
    house.wish(Wish::Close);
    let expected: u32 = seats
        .chunks(32)
        .enumerate()
        .flat_map(|(thread, seats)| (0..seats.len()).map(move |number| thread + number))
        .map(|it| u32::from(it % 2 == 0))
        .sum();
    let split = house.view().rounds.last().and_then(|round| round.split.clone());
    assert_eq!(split, Some(make_it_right::workshop::Split::Counts(vec![expected, 500 - expected, 0])));
}

#[test]
fn one_seat_has_eight_windows_and_no_more() {
    let house = House::open();
    let client = house.client().with_seat(&house.seat());
    let open: Vec<_> = (0..8).map(|_| client.listen()).collect();
    assert!(open.iter().all(|stream| stream.status == 200));
    assert_eq!(client.listen().status, 429);
    assert_eq!(house.client().with_seat(&house.seat()).listen().status, 200);
    drop(open);
    let began = Instant::now();
    while client.listen().status != 200 {
        assert!(began.elapsed() < PATIENCE, "closed windows are counted no more");
        thread::sleep(Duration::from_millis(50));
    }
}

/// Everything that a phone gets to see until the reveal, headers included.
#[test]
fn no_answer_tells_how_the_votes_are_split() {
    let seen = |options: [usize; 6]| -> Vec<String> {
        let house = House::open();
        let seats: Vec<_> = (0..7).map(|_| house.seat()).collect();
        let round = house.open_the_vote();
        let watcher = house.client().with_seat(&seats[6]);
        let mut seen = Vec::new();
        let mut look = |reply: Reply| {
            let head: String = reply
                .head
                .lines()
                .filter(|line| !line.starts_with("date:") && !line.starts_with("content-length:"))
                .collect();
            let mut view = reply.json();
            if let Some(view) = view.as_object_mut() {
                view.remove("left");
            }
            seen.push(format!("{head} {view}"));
        };
        for (seat, option) in seats.iter().zip(options) {
            assert_eq!(house.client().with_seat(seat).vote(round, option).status, 200);
            look(watcher.get("/moment"));
            look(house.client().get("/"));
        }
        house.wish(Wish::Close);
        look(watcher.get("/moment"));
        house.wish(Wish::Reveal);
        // The screen in front shows it, and no phone does.
        look(watcher.get("/moment"));
        seen
    };
    assert_eq!(seen([0, 0, 0, 0, 0, 0]), seen([2, 1, 2, 1, 2, 2]));
}

#[test]
fn every_answer_has_its_guards() {
    let house = House::open();
    let seat = house.seat();
    for reply in [
        house.client().get("/"),
        house.client().get("/phone.js"),
        house.client().with_seat(&seat).get("/moment"),
        house.client().get("/nothing"),
        house.client().join("XXXXX"),
    ] {
        for header in [
            "content-security-policy: default-src 'none'",
            "x-content-type-options: nosniff",
            "referrer-policy: no-referrer",
            "cache-control: no-store",
        ] {
            assert!(reply.head.contains(header), "{header} is missing: {}", reply.head);
        }
        assert!(!reply.head.contains("unsafe-inline") && !reply.head.contains("server:"), "{}", reply.head);
    }
    let cookie = house.client().join(&house.code()).head;
    let cookie = cookie.lines().find(|line| line.starts_with("set-cookie:")).expect("a cookie").to_owned();
    assert!(cookie.contains("httponly") && cookie.contains("samesite=strict"), "{cookie}");
    let size: usize = ["/", "/phone.css", "/phone.js"].iter().map(|path| house.client().get(path).body.len()).sum();
    assert!((5_000..60_000).contains(&size), "{size}");
    let _ = Client::of(house.phones.address());
}
