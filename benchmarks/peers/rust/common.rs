// SPDX-License-Identifier: BSL-1.0
// What the peers in Rust share: see ../cpp/common.hpp, which has the same in C++.
#![allow(dead_code)]

use std::time::Instant;

pub const LEAST_TOTAL: f64 = 20.0;
pub const MOST_ORDERS: i64 = 3;
pub const LEAST_AGE: i64 = 30;
pub const SCORE_LIMIT: f64 = 25_000.0;
pub const DYNAMIC_SPAN: i64 = 50;
pub const DYNAMIC_ROWS: i64 = 10;
pub const LIST_LENGTH: i64 = 100;
pub const TOP: i64 = 10;

pub fn key_of(i: i64, users: i64) -> i64 {
    i * 7919 % users + 1
}

pub fn fill_list(ids: &mut Vec<i64>, i: i64, users: i64) {
    ids.clear();
    ids.extend((0..LIST_LENGTH).map(|j| (i * 7919 + j * 31) % users + 1));
}

/// The columns of a user but the key: name, email, age, score, active, note, created.
pub type NewUser = (String, String, i64, f64, bool, Option<String>, i64);

pub fn make_user(number: i64) -> NewUser {
    (
        format!("the name of user number {number}"),
        format!("user{number}@mail.example.com"),
        (number - 1) % 90,
        (number - 1) as f64 * 0.5,
        (number - 1) % 10 != 0,
        ((number - 1) % 2 == 0).then(|| format!("a note on user number {number}")),
        1_700_000_000 + number - 1,
    )
}

/// Hash and title.
pub fn make_documents(count: i64) -> Vec<(String, String)> {
    (1..=count).map(|k| (format!("{:0>64}", k * 2_654_435_761), format!("document number {k}"))).collect()
}

/// What comparing all pairs finds worth to be stored.
pub fn make_results(documents: i64) -> Vec<(i64, i64, f64)> {
    let mut all = Vec::new();
    for a in 1..=documents {
        for b in a + 1..=documents {
            let likeness = (a * 7919 + b * 104_729) % 1000;
            if likeness < 226 {
                all.push((a, b, likeness as f64 / 1000.0));
            }
        }
    }
    all
}

pub fn sum_of_result(second: i64, similarity: f64) -> i64 {
    second + (similarity * 1000.0 + 0.5) as i64
}

pub fn make_people(count: i64) -> Vec<(String, Option<String>)> {
    (0..count).map(|i| (format!("User {i}"), Some("hair_color".to_string()))).collect()
}

pub fn optional_size(text: &Option<String>) -> i64 {
    text.as_ref().map_or(0, |it| it.len() as i64)
}

pub struct Outcome {
    pub nanoseconds: i64,
    pub operations: i64,
    pub checksum: i64,
}

pub struct Stopwatch(Instant);

impl Stopwatch {
    pub fn start() -> Self {
        Stopwatch(Instant::now())
    }
    pub fn stop(&self, operations: i64, checksum: i64) -> Outcome {
        Outcome { nanoseconds: self.0.elapsed().as_nanos() as i64, operations, checksum }
    }
}

pub fn run_main(run: impl Fn(&str, i64, i64, &str) -> Option<Outcome>) {
    let arguments: Vec<String> = std::env::args().collect();
    if arguments.len() != 4 {
        std::process::exit(2);
    }
    let (name, size) = match arguments[1].split_once('/') {
        Some((name, size)) => (name, size.parse().unwrap()),
        None => (arguments[1].as_str(), 0),
    };
    match run(name, size, arguments[2].parse().unwrap(), &arguments[3]) {
        Some(it) => println!("{} {} {} -1 0", it.nanoseconds, it.operations, it.checksum),
        None => {
            eprintln!("no workload {}", arguments[1]);
            std::process::exit(3);
        }
    }
}
