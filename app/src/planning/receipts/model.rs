//! What the pages of receipts are given. Invariant: amounts, days and names come finished from the
//! server, and only those that the viewer may see.
use domain::id::ReceiptId;
use serde::{Deserialize, Serialize};

/// One page of receipts.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Listing {
    pub rows: Vec<Row>,
    pub previous: Option<String>,
    pub next: Option<String>,
    pub count: u64,
    /// Name and sums in words.
    pub sums: Vec<(String, String)>,
    /// For scripts.
    pub data: String,
    pub records: bool,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Row {
    pub id: ReceiptId,
    pub on: String,
    pub payer: String,
    pub document: String,
    pub owner: String,
    pub amount: String,
    pub free: String,
    /// Nothing is left to allocate.
    pub settled: bool,
}

/// The form of a new receipt.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Fresh {
    pub on: String,
    pub currency: String,
    pub amount: String,
    pub payer: String,
    pub owner: String,
    pub companies: Vec<String>,
    pub people: Vec<String>,
}

/// One receipt and what can be done about it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Card {
    pub id: ReceiptId,
    pub version: u64,
    pub on: String,
    pub amount: Option<String>,
    pub free: Option<String>,
    pub payer: Option<String>,
    pub document: Option<String>,
    pub owner: String,
    pub group: String,
    pub allocated: Vec<Settled>,
    pub proposed: Vec<Proposed>,
    /// Instalments to choose from: id and words.
    pub open: Vec<(String, String)>,
    pub returned: Vec<String>,
    pub form: Correction,
    pub changes: bool,
    pub closed: bool,
    pub deleted: bool,
}

/// A part of it that settles an instalment.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Settled {
    /// Absent where the viewer may not see the deal.
    pub to: Option<String>,
    pub href: String,
    pub title: String,
    pub amount: String,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Proposed {
    pub to: String,
    pub href: String,
    pub title: String,
    pub why: String,
    pub amount: String,
    /// For the form.
    pub input: String,
}

/// What stands in the forms of a receipt.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Correction {
    pub on: String,
    pub today: String,
    pub currency: String,
    pub amount: String,
    pub free: String,
    pub payer: String,
    pub document: String,
    pub companies: Vec<String>,
}

/// What was read of a pasted block.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Preview {
    pub rows: Vec<ReadRow>,
    /// Row, column and why, in words.
    pub problems: Vec<String>,
    pub total: String,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ReadRow {
    pub row: usize,
    pub on: String,
    pub amount: String,
    pub payer: String,
    pub document: String,
}
