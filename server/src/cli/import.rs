//! `contentum import`: records from files, and the runs that brought them.
mod csv;
mod list;
mod run;
mod sales;
mod undo;

use clap::Subcommand;

/// Import records from files; undo a whole run.
#[derive(clap::Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct Import {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand, Debug)]
enum What {
    SalesOpportunities(sales::Sales),
    Csv(csv::Csv),
    List(list::List),
    Undo(undo::Undo),
}

const EXAMPLES: &str = "The server of the data directory must be stopped meanwhile.
Nothing is imported by halves: a run is one transaction, and it can be undone.

Examples:
  contentum import sales-opportunities ./sales-opportunities --data /var/lib/contentum --currency USD \\
    --head 'Central=Anna Nowak:anna@example.com'
  contentum import csv companies.csv --kind companies --data /var/lib/contentum --dry-run
  contentum import list --data /var/lib/contentum
  contentum import undo 1 --data /var/lib/contentum";

impl Import {
    pub(super) fn run(self) -> Result<(), String> {
        match self.what {
            What::SalesOpportunities(sales) => sales.run(),
            What::Csv(csv) => csv.run(),
            What::List(list) => list.run(),
            What::Undo(undo) => undo.run(),
        }
    }
}
