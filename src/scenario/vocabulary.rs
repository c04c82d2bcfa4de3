//! The fixed words of the program: feelings, moods, systems, outcomes, channels and causes.

/// What the customer feels, in the three terms of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Feeling {
    /// Trust in us.
    Trust,
    /// The sense of not having got what was paid for.
    Loss,
    /// The dread of the hassle of having it put right.
    Dread,
}

impl Feeling {
    /// All three, in the order in which they are shown.
    pub const ALL: [Feeling; 3] = [Feeling::Trust, Feeling::Loss, Feeling::Dread];

    /// The name on screen.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Feeling::Trust => "Trust",
            Feeling::Loss => "Sense of loss",
            Feeling::Dread => "Dread of hassle",
        }
    }

    /// The one-word name, where there is little room.
    #[must_use]
    pub fn short_name(self) -> &'static str {
        match self {
            Feeling::Trust => "Trust",
            Feeling::Loss => "Loss",
            Feeling::Dread => "Dread",
        }
    }

    /// Whether more of it is good for the relationship.
    #[must_use]
    pub fn more_is_good(self) -> bool {
        self == Feeling::Trust
    }
}

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $word:literal, $label:literal;)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$variant_doc])* $variant,)* }

        impl $name {
            /// Every one of them.
            pub const ALL: &'static [$name] = &[$($name::$variant,)*];

            /// The word that stands for it in a file.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self { $($name::$variant => $word,)* }
            }

            /// The words on screen.
            #[must_use]
            pub fn label(self) -> &'static str {
                match self { $($name::$variant => $label,)* }
            }

            /// The one that a word in a file stands for.
            #[must_use]
            pub fn from_word(word: &str) -> Option<Self> {
                match word { $($word => Some($name::$variant),)* _ => None }
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.word())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let word = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
                let unknown = || serde::de::Error::unknown_variant(&word, &[$($word,)*]);
                Self::from_word(&word).ok_or_else(unknown)
            }
        }
    };
}
pub(crate) use words;

words! {
    /// How somebody looks while saying a line.
    Mood {
        /// Beside themselves.
        Furious = "furious", "furious";
        /// Angry.
        Angry = "angry", "angry";
        /// Does not believe a word.
        Suspicious = "suspicious", "suspicious";
        /// Worried.
        Worried = "worried", "worried";
        /// Sad.
        Sad = "sad", "sad";
        /// Worn out.
        Tired = "tired", "tired";
        /// Calm.
        Calm = "calm", "calm";
        /// Thinking it over.
        Thinking = "thinking", "thinking";
        /// Explaining something.
        Explaining = "explaining", "explaining";
        /// Relieved.
        Relieved = "relieved", "relieved";
        /// Delighted.
        Delighted = "delighted", "delighted";
    }
}

impl Mood {
    /// Whether the face smiles, be it ever so little.
    #[must_use]
    pub fn smiles(self) -> bool {
        matches!(self, Mood::Calm | Mood::Relieved | Mood::Delighted)
    }
}

words! {
    /// Which way of answering a reply belongs to.
    System {
        /// The reply of somebody with a recovery system behind them.
        Recovery = "recovery", "Recovery system";
        /// The reply of somebody without one.
        NoRecovery = "no_recovery", "No recovery system";
    }
}

impl System {
    /// The other one.
    #[must_use]
    pub fn other(self) -> System {
        match self {
            System::Recovery => System::NoRecovery,
            System::NoRecovery => System::Recovery,
        }
    }
}

words! {
    /// How a story ends for the relationship, best first.
    Outcome {
        /// Very loyal; tells others.
        Champion = "champion", "Champion";
        /// Content, and will probably come back.
        Satisfied = "satisfied", "Satisfied";
        /// Might leave at the next occasion.
        AtRisk = "at_risk", "At risk";
        /// Gone.
        Lost = "lost", "Lost";
    }
}

impl Outcome {
    /// Whether the customer is content at least.
    #[must_use]
    pub fn is_good(self) -> bool {
        matches!(self, Outcome::Champion | Outcome::Satisfied)
    }
}

words! {
    /// What a reply may do that no kind word makes good.
    Harm {
        /// Somebody may get hurt or ill.
        Safety = "safety", "Safety";
        /// Others learn what is nobody’s business.
        Privacy = "privacy", "Privacy";
        /// Somebody loses money that is theirs.
        Money = "money", "Money";
        /// Something is promised that will not be so.
        Promise = "promise", "A promise that cannot hold";
    }
}

words! {
    /// Where the conversation takes place.
    Channel {
        /// Face to face over a counter.
        Counter = "counter", "At the counter";
        /// On the telephone.
        Telephone = "telephone", "On the telephone";
        /// In a chat window.
        Chat = "chat", "In a chat";
        /// By letter or e-mail.
        Written = "written", "In writing";
        /// In public, with others reading.
        Public = "public", "In public";
        /// At the customer's place.
        OnSite = "on_site", "On site";
    }
}

impl Channel {
    /// Whether it is read, and not heard.
    #[must_use]
    pub fn is_written(self) -> bool {
        matches!(self, Channel::Chat | Channel::Written | Channel::Public)
    }
}

words! {
    /// How the people in a workshop vote.
    Voting {
        /// On their phones.
        Phones = "phones", "By phone";
        /// They raise hands, and the counts are typed in.
        Hands = "hands", "By raising hands";
        /// They hold up cards with letters, and the counts are typed in.
        Cards = "cards", "With cards A, B, C";
        /// Not at all: they talk, and the desk chooses.
        Talk = "talk", "By talking only";
    }
}

impl Voting {
    /// Whether there are votes.
    #[must_use]
    pub fn has_votes(self) -> bool {
        self != Voting::Talk
    }
}

words! {
    /// Who or what made things go wrong, as the customer would have to be told.
    Cause {
        /// The learner’s own firm.
        Own = "own", "Our own mistake";
        /// A supplier or partner of the firm.
        Supplier = "supplier", "A supplier";
        /// The customer has a share in it.
        Customer = "customer", "The customer’s share";
        /// Something in nobody’s hands: the weather, an emergency.
        Outside = "outside", "Nobody’s fault";
        /// Nobody knows yet.
        Unknown = "unknown", "Not known yet";
    }
}

impl Cause {
    /// "when a supplier caused it", for sentences about what happens then.
    #[must_use]
    pub fn when(self) -> &'static str {
        match self {
            Cause::Own => "when it was our own mistake",
            Cause::Supplier => "when a supplier caused it",
            Cause::Customer => "when the customer had a share in it",
            Cause::Outside => "when it was nobody’s fault",
            Cause::Unknown => "when nobody knew the cause yet",
        }
    }
}
