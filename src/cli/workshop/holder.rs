//! Whoever holds the room: this very thread, or one of its own where phones come in.

use std::borrow::Cow;
use std::io::{self, Write};
use std::path::PathBuf;
#[cfg(feature = "phones")]
use std::sync::Arc;

use super::WorkshopArguments;
#[cfg(feature = "phones")]
use crate::cli::exit::UNREADABLE;
#[cfg(feature = "phones")]
use crate::cli::terminal::Look::Faint as FAINT;
#[cfg(feature = "phones")]
use crate::cli::terminal::tell;
#[cfg(feature = "phones")]
use crate::phones::{self, Phones};
#[cfg(feature = "phones")]
use crate::scenario::workshop_plan::Voting;
use crate::storage::{HeldWorkshop, KeepRemark, now};
use crate::workshop::{Command, JoinCode, Refusal, Room, Wish};

/// Whoever holds the room.
pub enum Holder {
    Here(Box<HeldWorkshop>),
    #[cfg(feature = "phones")]
    Open {
        phones: Phones,
        path: Option<PathBuf>,
    },
}

impl Holder {
    /// Lets phones in, where people vote by them.
    #[cfg(feature = "phones")]
    pub fn of(held: HeldWorkshop, arguments: &WorkshopArguments) -> Result<Self, u8> {
        let wants_phones = held.room().voting() == Voting::Phones && !held.room().has_ended();
        if !wants_phones {
            return Ok(Self::Here(Box::new(held)));
        }
        let likely = || phones::machine_addresses().first().map(|it| it.ip);
        let Some(address) = arguments.address.or_else(likely) else {
            tell!(
                "make-it-right: this machine is in no network that phones could be in. Join one, or make a hotspot of your own; \
                 or vote by hands (`--hands`)."
            );
            return Err(UNREADABLE);
        };
        let path = held.path();
        match Phones::open(held, (address, arguments.port.unwrap_or(0)).into()) {
            Ok(phones) => Ok(Self::Open { phones, path }),
            Err((error, _)) => {
                tell!(
                    "make-it-right: {error}. Choose another with `--address` and `--port`, or vote by hands (`--hands`)."
                );
                Err(UNREADABLE)
            }
        }
    }

    /// This build lets no phones in.
    #[cfg(not(feature = "phones"))]
    #[expect(clippy::unnecessary_wraps, reason = "with phones it may fail")]
    pub fn of(held: HeldWorkshop, _: &WorkshopArguments) -> Result<Self, u8> {
        Ok(Self::Here(Box::new(held)))
    }

    /// Asks for the desk. When this returns, what came of it is on the disk.
    pub fn ask(&mut self, wish: Wish) -> Result<bool, Refusal> {
        match self {
            Self::Here(held) => held.ask(&Command::Desk { wish, seen: None }, now()),
            #[cfg(feature = "phones")]
            Self::Open { phones, .. } => phones.clerk().desk(wish, None),
        }
    }

    /// The room as it is.
    pub fn room(&self) -> Cow<'_, Room> {
        match self {
            Self::Here(held) => Cow::Borrowed(held.room()),
            #[cfg(feature = "phones")]
            Self::Open { phones, .. } => Cow::Owned(Arc::unwrap_or_clone(phones.clerk().room())),
        }
    }

    /// Where its record is.
    pub fn path(&self) -> Option<PathBuf> {
        match self {
            Self::Here(held) => held.path(),
            #[cfg(feature = "phones")]
            Self::Open { path, .. } => path.clone(),
        }
    }

    /// Why the last lines are not on the disk yet.
    pub fn trouble(&self) -> Option<String> {
        match self {
            Self::Here(held) => held.trouble().map(str::to_owned),
            #[cfg(feature = "phones")]
            Self::Open { phones, .. } => phones.clerk().trouble(),
        }
    }

    /// What has happened to the record, once.
    pub fn take_remark(&mut self) -> Option<KeepRemark> {
        match self {
            Self::Here(held) => held.take_remark(),
            #[cfg(feature = "phones")]
            Self::Open { phones, .. } => phones.clerk().take_remark(),
        }
    }

    /// What a phone types, where phones come in.
    pub fn link(&self) -> Option<String> {
        match self {
            Self::Here(_) => None,
            #[cfg(feature = "phones")]
            Self::Open { phones, .. } => Some(phones.link()),
        }
    }

    /// A code that nobody can guess.
    #[cfg(feature = "phones")]
    pub fn new_code() -> Option<JoinCode> {
        phones::new_code().ok()
    }

    /// There is nobody who would type it.
    #[cfg(not(feature = "phones"))]
    pub fn new_code() -> Option<JoinCode> {
        None
    }

    /// Which addresses this machine has, where phones come in and there are several.
    pub fn tell_addresses(&self, out: &mut dyn Write) -> io::Result<()> {
        match self {
            Self::Here(_) => {}
            #[cfg(feature = "phones")]
            Self::Open { phones, .. } => {
                let here = phones.address().ip();
                for other in phones::machine_addresses().into_iter().filter(|it| it.ip != here) {
                    let kind = if other.is_virtual { ", which phones hardly reach" } else { "" };
                    writeln!(
                        out,
                        "{FAINT}Another address: {} ({}{kind}); `--address` chooses it.{FAINT:#}",
                        other.ip, other.adapter
                    )?;
                }
                writeln!(
                    out,
                    "{FAINT}A phone that finds no page is in another network, or in one that keeps its guests apart: use a hotspot of \
                     your own, or count hands at once (`hands 3 5 1`); no vote is lost.{FAINT:#}"
                )?;
            }
        }
        // Without phones there is nothing to tell.
        out.flush()
    }

    /// Lets nobody in any more, and gives the workshop back. `None` where the thread that held it has died.
    #[cfg_attr(
        not(feature = "phones"),
        expect(clippy::unnecessary_wraps, reason = "only the thread that lets phones in can have died")
    )]
    pub fn close(self) -> Option<HeldWorkshop> {
        match self {
            Self::Here(held) => Some(*held),
            #[cfg(feature = "phones")]
            Self::Open { phones, .. } => phones.close(),
        }
    }
}
