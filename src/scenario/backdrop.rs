//! The drawn places behind people: what can stand for `backdrop` in a file. The drawings lie in `assets/backdrops`.

use super::vocabulary::{Channel, words};

words! {
    /// A drawn place. Its label says what is seen there.
    Backdrop {
        /// A bank counter behind glass, a rope, and a safe with a round door.
        Bank = "bank", "A bank counter behind glass, a rope, and a safe with a round door.";
        /// A boiler on the wall with its pipes, and a radiator under a frosty window.
        Boiler = "boiler", "A boiler on the wall with its pipes, and a radiator under a frosty window.";
        /// A building site with a crane, steel columns and drawings on the fence.
        BuildingSite = "building_site", "A building site with a crane, steel columns and drawings on the fence.";
        /// A chat window with messages on both sides and three dots.
        Chat = "chat", "A chat window with messages on both sides and three dots.";
        /// A shop counter with a bell, and shelves behind it.
        Counter = "counter", "A shop counter with a bell, and shelves behind it.";
        /// A departure gate: tall windows, an aircraft outside, a dark board and empty seats.
        DepartureGate = "departure_gate", "A departure gate: tall windows, an aircraft outside, a dark board and empty seats.";
        /// A hallway with a front door, a mat, coats on their hooks and a clock.
        Doorway = "doorway", "A hallway with a front door, a mat, coats on their hooks and a clock.";
        /// The back of a clinic: kennels with a blanket, a small screen with a trace, and a bowl.
        Kennels = "kennels", "The back of a clinic: kennels with a blanket, a small screen with a trace, and a bowl.";
        /// The kitchen of a new flat: an oven half out of its cupboard, boxes and a bare bulb.
        Kitchen = "kitchen", "The kitchen of a new flat: an oven half out of its cupboard, boxes and a bare bulb.";
        /// A letter and its envelope on a table, with books, a pen and a cup.
        Letter = "letter", "A letter and its envelope on a table, with books, a pen and a cup.";
        /// A living room with rain on the window, a wet patch on the ceiling and a bucket under it.
        LivingRoom = "living_room", "A living room with rain on the window, a wet patch on the ceiling and a bucket under it.";
        /// A loading dock with two gates, a van backed up to one, and stacked boxes.
        LoadingDock = "loading_dock", "A loading dock with two gates, a van backed up to one, and stacked boxes.";
        /// The lobby of a small hotel: a board with keys, a bell, and sails outside the window.
        Lobby = "lobby", "The lobby of a small hotel: a board with keys, a bell, and sails outside the window.";
        /// A nursery with a cot, a mobile over it, and a window with the moon.
        Nursery = "nursery", "A nursery with a cot, a mobile over it, and a window with the moon.";
        /// An office desk with a screen, a lamp and a plant, by a window over roofs.
        Office = "office", "An office desk with a screen, a lamp and a plant, by a window over roofs.";
        /// A house with a front garden, and a van with a ladder on its roof in front of it.
        OnSite = "on_site", "A house with a front garden, and a van with a ladder on its roof in front of it.";
        /// A payroll office: shelves of folders, a calculator and a calendar with one day ringed.
        Payroll = "payroll", "A payroll office: shelves of folders, a calculator and a calendar with one day ringed.";
        /// A notice board in a square, with notes pinned to it, and an empty bench.
        Public = "public", "A notice board in a square, with notes pinned to it, and an empty bench.";
        /// A public office: a service window with a blind, notices and a bench.
        PublicOffice = "public_office", "A public office: a service window with a blind, notices and a bench.";
        /// The entrance of a building with steps, and a ramp with a handrail beside them.
        Ramp = "ramp", "The entrance of a building with steps, and a ramp with a handrail beside them.";
        /// A rental yard with boom lifts in a row and one empty bay.
        RentalYard = "rental_yard", "A rental yard with boom lifts in a row and one empty bay.";
        /// A restaurant with laid tables under hanging lamps.
        Restaurant = "restaurant", "A restaurant with laid tables under hanging lamps.";
        /// A restaurant kitchen: pans on a rail, order slips, and plates under the pass.
        RestaurantKitchen = "restaurant_kitchen", "A restaurant kitchen: pans on a rail, order slips, and plates under the pass.";
        /// A page of reviews on a screen: one with two stars of five, others beside it.
        ReviewPage = "review_page", "A page of reviews on a screen: one with two stars of five, others beside it.";
        /// A road running down to a bridge, seen over the dashboard of a car.
        Road = "road", "A road running down to a bridge, seen over the dashboard of a car.";
        /// A tiled roof with a chimney, a patch beside it and a ladder, in the rain.
        Roof = "roof", "A tiled roof with a chimney, a patch beside it and a ladder, in the rain.";
        /// A server room: a row of racks, and a status wall with one tile that differs.
        ServerRoom = "server_room", "A server room: a row of racks, and a status wall with one tile that differs.";
        /// A bakery shop: shelves with loaves, lamps, and a till on the counter.
        Shop = "shop", "A bakery shop: shelves with loaves, lamps, and a till on the counter.";
        /// A street of houses with a line cabinet, a lamp and puddles.
        Street = "street", "A street of houses with a line cabinet, a lamp and puddles.";
        /// A small room with a desk under a window, a laptop, books and a bed.
        Study = "study", "A small room with a desk under a window, a laptop, books and a bed.";
        /// A support desk: a row of screens with headsets and lights on the wall.
        SupportDesk = "support_desk", "A support desk: a row of screens with headsets and lights on the wall.";
        /// A telephone on a desk, and a line of poles outside the window.
        Telephone = "telephone", "A telephone on a desk, and a line of poles outside the window.";
        /// A waiting room with a row of empty chairs, a plant and a front desk.
        WaitingRoom = "waiting_room", "A waiting room with a row of empty chairs, a plant and a front desk.";
        /// A joiner’s workshop: benches, hanging tools, planks, and a rack of small drawers.
        Workbench = "workbench", "A joiner’s workshop: benches, hanging tools, planks, and a rack of small drawers.";
        /// A car workshop: a car up on the lift, tools on the wall and a stack of wheels.
        Workshop = "workshop", "A car workshop: a car up on the lift, tools on the wall and a stack of wheels.";
        /// A sheet of paper with lines on it, a pen, and a message on a screen.
        Written = "written", "A sheet of paper with lines on it, a pen, and a message on a screen.";
    }
}

impl Backdrop {
    /// Where nothing else is said of a conversation by this channel.
    #[must_use]
    pub fn of_channel(channel: Channel) -> Self {
        match channel {
            Channel::Counter => Self::Counter,
            Channel::Telephone => Self::Telephone,
            Channel::Chat => Self::Chat,
            Channel::Written => Self::Written,
            Channel::Public => Self::Public,
            Channel::OnSite => Self::OnSite,
        }
    }

    /// The channel that is itself what is seen there.
    #[must_use]
    pub fn channel(self) -> Option<Channel> {
        match self {
            Self::Telephone => Some(Channel::Telephone),
            Self::Chat => Some(Channel::Chat),
            Self::Public | Self::ReviewPage => Some(Channel::Public),
            Self::OnSite => Some(Channel::OnSite),
            _ => None,
        }
    }
}
