//! What becomes of an input or of the return value in a derivative.

/// The direction in which derivatives travel.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Mode {
    Forward,
    Reverse,
}

/// The activity of one input or of the return value, in the words of `std::autodiff`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Activity {
    Const,
    Active,
    ActiveOnly,
    Duplicated,
    DuplicatedOnly,
    Dual,
    DualOnly,
    Dualv,
    DualvOnly,
}

use Activity::{
    Active, ActiveOnly, Const, Dual, DualOnly, Dualv, DualvOnly, Duplicated, DuplicatedOnly,
};

const REVERSE_INPUTS: &[Activity] = &[Const, Active, ActiveOnly, Duplicated, DuplicatedOnly];
const REVERSE_RETURNS: &[Activity] = &[Const, Active, ActiveOnly];
const FORWARD: &[Activity] = &[Const, Dual, DualOnly, Dualv, DualvOnly];

impl Mode {
    /// The name of the attribute.
    pub fn attribute(self) -> &'static str {
        match self {
            Mode::Forward => "autodiff_forward",
            Mode::Reverse => "autodiff_reverse",
        }
    }

    pub fn input_activities(self) -> &'static [Activity] {
        match self {
            Mode::Forward => FORWARD,
            Mode::Reverse => REVERSE_INPUTS,
        }
    }

    pub fn return_activities(self) -> &'static [Activity] {
        match self {
            Mode::Forward => FORWARD,
            Mode::Reverse => REVERSE_RETURNS,
        }
    }
}

impl Activity {
    const ALL: [Activity; 9] = [
        Const,
        Active,
        ActiveOnly,
        Duplicated,
        DuplicatedOnly,
        Dual,
        DualOnly,
        Dualv,
        DualvOnly,
    ];

    pub fn named(name: &str) -> Option<Activity> {
        Activity::ALL
            .into_iter()
            .find(|activity| activity.name() == name)
    }

    pub fn name(self) -> &'static str {
        match self {
            Const => "Const",
            Active => "Active",
            ActiveOnly => "ActiveOnly",
            Duplicated => "Duplicated",
            DuplicatedOnly => "DuplicatedOnly",
            Dual => "Dual",
            DualOnly => "DualOnly",
            Dualv => "Dualv",
            DualvOnly => "DualvOnly",
        }
    }

    /// The primal's result in that place need not be produced.
    pub fn drops_primal(self) -> bool {
        matches!(self, ActiveOnly | DuplicatedOnly | DualOnly | DualvOnly)
    }

    /// The gradient is returned by value.
    pub fn returns_gradient(self) -> bool {
        matches!(self, Active | ActiveOnly)
    }
}
