//! What the library tells of the shipped scenarios, so that it can be shown before any of them is read. They stand in the
//! order in which a newcomer should meet them.
//!
//! Made from the files in `scenarios`: after a change there, `UPDATE_SNAPSHOTS=true cargo test --lib shipped_listings` writes
//! this file anew, in the same order, and puts new scenarios last.

use std::borrow::Cow::Borrowed as text;

use super::listed::Shipped;
use crate::scenario::{Cause, Channel, ListedCustomer, Listing, Mood};

/// The shipped scenarios.
pub(super) static SHIPPED: [Shipped; 12] = [
    Shipped {
        file: "late-unit.ron",
        hash: "fd75adf7377ef08c6e89c3e186975fdb623d454fd6cef45ef0ec16bf136d8f47",
        listing: Listing {
            id: text("late-unit"),
            title: text("The late unit"),
            summary: text("A promised lift is not on the rack, and a crew and a crane are waiting."),
            trade: text("Equipment rental"),
            minutes: 10,
            channel: Some(Channel::Counter),
            cause: Some(Cause::Supplier),
            tags: text(&[text("New to this")]),
            language: text("en"),
            customer: ListedCustomer {
                name: text("Dan Okafor"),
                portrait: text("foreman"),
                mood: Mood::Angry,
            },
        },
    },
    Shipped {
        file: "airline-outage.ron",
        hash: "8be12e4dbf9193ad378773bb1a402774f1050446969d001a9eec2944e86acd7a",
        listing: Listing {
            id: text("airline-outage"),
            title: text("Twenty-four hours late"),
            summary: text("The second outage this year strands a loyal traveller."),
            trade: text("Airline"),
            minutes: 8,
            channel: Some(Channel::Counter),
            cause: Some(Cause::Supplier),
            tags: text(&[text("Repeat failures")]),
            language: text("en"),
            customer: ListedCustomer {
                name: text("Mara Lindqvist"),
                portrait: text("traveller"),
                mood: Mood::Angry,
            },
        },
    },
    Shipped {
        file: "leaking-roof.ron",
        hash: "cad799df392ef93b8ec15d9819810ebb30bc50eb21c7653423378cbf3e1dab8a",
        listing: Listing {
            id: text("leaking-roof"),
            title: text("The roof that still leaks"),
            summary: text("The same leak has been repaired three times, and tonight it rains."),
            trade: text("Roofing"),
            minutes: 10,
            channel: Some(Channel::Telephone),
            cause: Some(Cause::Own),
            tags: text(&[text("Repeat failures"), text("At home")]),
            language: text("en"),
            customer: ListedCustomer {
                name: text("Elena Markovic"),
                portrait: text("homeowner"),
                mood: Mood::Suspicious,
            },
        },
    },
    Shipped {
        file: "clunk-at-fifty.ron",
        hash: "821d7fa369f15ba1b69b1b3e2ecf6ded87ef22d7323e86f51e08785e11fdbac6",
        listing: Listing {
            id: text("clunk-at-fifty"),
            title: text("A clunk at fifty"),
            summary: text("A driver is back for the third time with a noise that the workshop can’t hear."),
            trade: text("Car workshop"),
            minutes: 10,
            channel: Some(Channel::Counter),
            cause: Some(Cause::Own),
            tags: text(&[text("Repeat failures")]),
            language: text("en"),
            customer: ListedCustomer {
                name: text("Denise Achebe"),
                portrait: text("driver"),
                mood: Mood::Suspicious,
            },
        },
    },
    Shipped {
        file: "cloud-outage.ron",
        hash: "273d84cb3274c056cb40fab05b937037106870db168bbc1450a9b61126e888ca",
        listing: Listing {
            id: text("cloud-outage"),
            title: text("The status page"),
            summary: text("Forty pharmacies can’t sign in, nobody knows why, and the page is green."),
            trade: text("Business software"),
            minutes: 10,
            channel: Some(Channel::Telephone),
            cause: Some(Cause::Unknown),
            tags: text(&[text("Business"), text("Repeat failures")]),
            language: text("en"),
            customer: ListedCustomer {
                name: text("Harpreet Gill"),
                portrait: text("itmanager"),
                mood: Mood::Calm,
            },
        },
    },
    Shipped {
        file: "failed-installation.ron",
        hash: "9c7dd6cd7cb96c5b3f6ade244c791376ce61a63c6f6f873c5142a291a3e50ee4",
        listing: Listing {
            id: text("failed-installation"),
            title: text("Live on Monday"),
            summary: text("Finance software that never worked, three days before the close, and the customer’s own IT has a share in it."),
            trade: text("Business software"),
            minutes: 10,
            channel: Some(Channel::Telephone),
            cause: Some(Cause::Customer),
            tags: text(&[text("Business")]),
            language: text("en"),
            customer: ListedCustomer {
                name: text("Walter Brandt"),
                portrait: text("cfo"),
                mood: Mood::Furious,
            },
        },
    },
    Shipped {
        file: "waiting-room.ron",
        hash: "a6174a0daac6508c725b190fafa716e795a2e700ab4a7948a3e4605d0136e38f",
        listing: Listing {
            id: text("waiting-room"),
            title: text("The waiting room"),
            summary: text("An old dog was to be ready at noon. It’s half past two, and nobody has told his owner anything."),
            trade: text("Veterinary clinic"),
            minutes: 10,
            channel: Some(Channel::Counter),
            cause: Some(Cause::Outside),
            tags: text(&[text("New to this"), text("Follow-up")]),
            language: text("en"),
            customer: ListedCustomer {
                name: text("Ben Kowalczyk"),
                portrait: text("engineer"),
                mood: Mood::Worried,
            },
        },
    },
    Shipped {
        file: "technician-no-show.ron",
        hash: "1b66291f0c9c965e53ca955595d83da0c332b500b8953737e55e468b1cb9abec",
        listing: Listing {
            id: text("technician-no-show"),
            title: text("Between eight and twelve"),
            summary: text("A father gave up half a day’s pay for a technician who never came, and nobody called."),
            trade: text("Heating service"),
            minutes: 10,
            channel: Some(Channel::Telephone),
            cause: Some(Cause::Own),
            tags: text(&[text("At home"), text("New to this")]),
            language: text("en"),
            customer: ListedCustomer {
                name: text("Luca Ferri"),
                portrait: text("tenant"),
                mood: Mood::Furious,
            },
        },
    },
    Shipped {
        file: "promised-callback.ron",
        hash: "78bccc7faf444032ed5432c5eed9a0cdc1c11f94e457b3895253769034154491",
        listing: Listing {
            id: text("promised-callback"),
            title: text("You said Tuesday"),
            summary: text("A call was promised for Tuesday, nobody called, and the customer is far too polite to complain."),
            trade: text("Broadband"),
            minutes: 10,
            channel: Some(Channel::Chat),
            cause: Some(Cause::Own),
            tags: text(&[text("Follow-up"), text("Written replies")]),
            language: text("en"),
            customer: ListedCustomer {
                name: text("Jamal Whitaker"),
                portrait: text("student"),
                mood: Mood::Calm,
            },
        },
    },
    Shipped {
        file: "wrong-charge.ron",
        hash: "c7589a510e21af4a25fe5c35ca95906e0cc5e39de2d8a8120efe0fe7f19b4fa1",
        listing: Listing {
            id: text("wrong-charge"),
            title: text("Twice"),
            summary: text("A fee was taken wrongly, refunded, and taken again, and now the fish won’t come off the truck."),
            trade: text("Banking"),
            minutes: 9,
            channel: Some(Channel::Counter),
            cause: Some(Cause::Own),
            tags: text(&[text("Repeat failures"), text("Business")]),
            language: text("en"),
            customer: ListedCustomer {
                name: text("Fiona Marsh"),
                portrait: text("chef"),
                mood: Mood::Furious,
            },
        },
    },
    Shipped {
        file: "the-public-review.ron",
        hash: "8e82367561950a7fbdd9305697ab4c44f93ff28f68e3f1ac1d184768cbfa60ec",
        listing: Listing {
            id: text("the-public-review"),
            title: text("Two stars"),
            summary: text("A fair, hurt review of a golden wedding weekend, and everybody is reading your answer."),
            trade: text("Hotel"),
            minutes: 10,
            channel: Some(Channel::Public),
            cause: Some(Cause::Own),
            tags: text(&[text("Written replies"), text("Follow-up")]),
            language: text("en"),
            customer: ListedCustomer {
                name: text("Naledi Dube"),
                portrait: text("reviewer"),
                mood: Mood::Sad,
            },
        },
    },
    Shipped {
        file: "the-follow-up.ron",
        hash: "e960ba0c0ad3227b9af214fec3d6a0805e4bdafef2f1425b969e1f2712c4e647",
        listing: Listing {
            id: text("the-follow-up"),
            title: text("One week later"),
            summary: text("A baby’s cot was put right a week ago, at the second try. You call to ask how it is, and she says it’s fine."),
            trade: text("Furniture shop with delivery"),
            minutes: 10,
            channel: Some(Channel::Telephone),
            cause: Some(Cause::Own),
            tags: text(&[text("Follow-up"), text("At home")]),
            language: text("en"),
            customer: ListedCustomer {
                name: text("Samira Haddad"),
                portrait: text("guest"),
                mood: Mood::Calm,
            },
        },
    },
];
