//! What was found wrong, or worth a look, in a row.

use serde::{Deserialize, Serialize};

use crate::field::Field;

/// The kind of a problem. The sentence for it is in [`crate::wording`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProblemKind {
    /// The cell holds the error of a formula, such as #N/A.
    CellError,
    /// 同上 with nothing above.
    DittoWithoutAbove,
    /// No day of receipt.
    DateMissing,
    /// Not understood as a date.
    DateUnreadable,
    /// The day, or more, is missing.
    DateIncomplete,
    /// There is no such day, or it is in no plausible year.
    DateImpossible,
    /// Could be either of two days, such as 3.1 as a number, for 3月1日 or 3月10日.
    DateAmbiguous,
    /// The same, settled by the rows around it.
    DayInferred,
    /// The year is missing and nothing near says which.
    YearUnknown,
    /// The year was missing and taken from the rows around, the title or the sheet's name.
    YearInferred,
    /// Written as 3/7/2025, read as the 7th of March.
    DateOrderGuessed,
    /// From one day to another; the first was taken.
    DateRange,
    /// A term (60日内) instead of a date.
    DueIsTerm,
    /// Due before it was received.
    DueBeforeReceived,
    /// Typed as a number, so that Excel has lost its last digits.
    IdPrecisionLost,
    /// Ends in three noughts, as after Excel has lost the last digits; the last place fits all the same.
    IdEndsInZeros,
    /// Neither 18 nor 15 places, or not a number at all.
    IdUnclear,
    /// Partly hidden with stars.
    IdMasked,
    /// The last place does not fit the others. Kept as written.
    IdCheckDigit,
    /// The seventeenth place says otherwise than the column for the sex.
    SexAgainstId,
    /// Not understood as male or female.
    SexUnclear,
    /// Typed so that Excel has lost digits.
    PhonePrecisionLost,
    /// Not a telephone number.
    PhoneUnclear,
    /// More than one number; the first was taken.
    SeveralPhones,
    /// Not understood as a number of people.
    CountUnclear,
    /// 约20人, 20余人: the number as it stands was taken.
    CountApproximate,
    /// The name says one number of people (等5人), the column another; the column's was taken.
    CountDiffers,
    /// No name.
    NameMissing,
    /// Without a name on purpose: 匿名.
    Anonymous,
    /// More than one name; the first was taken.
    SeveralNames,
    /// No matter text.
    TextMissing,
    /// Not understood as a way of coming in.
    ChannelUnclear,
    /// Not understood as concluded or not.
    OutcomeUnclear,
    /// Not understood as accepted or not.
    AcceptanceUnclear,
}

impl ProblemKind {
    /// Whether a value was lost by it, so that someone has to enter it; otherwise it is worth a look only.
    #[must_use]
    pub fn loses_value(self) -> bool {
        !matches!(
            self,
            Self::YearInferred
                | Self::DayInferred
                | Self::DateOrderGuessed
                | Self::DateRange
                | Self::DueBeforeReceived
                | Self::IdCheckDigit
                | Self::IdEndsInZeros
                | Self::SexAgainstId
                | Self::SeveralPhones
                | Self::CountApproximate
                | Self::CountDiffers
                | Self::Anonymous
                | Self::SeveralNames
        )
    }
}

/// One problem of one row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// What it concerns.
    pub field: Field,
    /// What is wrong.
    pub kind: ProblemKind,
    /// The cell as written.
    pub raw: String,
}
