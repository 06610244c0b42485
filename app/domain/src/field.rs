//! Names of the fields of forms, filters and import columns. Invariant: one key per field, used as
//! the `name` of its input, so a refusal can be shown where the value was typed.
use crate::lang::Lang;
use serde::{Deserialize, Serialize};

macro_rules! fields {
    ($($name:ident $key:literal $pl:literal $en:literal)*) => {
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
        pub enum Field { $($name),* }

        impl Field {
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// The `name` of the input and the key in a URL.
            #[must_use]
            pub fn key(self) -> &'static str {
                match self { $(Self::$name => $key),* }
            }

            /// The label: nominative, upper-case first letter.
            #[must_use]
            pub fn label(self, lang: Lang) -> &'static str {
                match self { $(Self::$name => lang.pick($pl, $en)),* }
            }
        }
    };
}

fields! {
    Title "title" "Tytuł" "Title"
    Name "name" "Nazwa" "Name"
    PersonName "person-name" "Imię i nazwisko" "Full name"
    Company "company" "Kontrahent" "Company"
    Contact "contact" "Kontakt" "Contact"
    ContactRole "contact-role" "Rola kontaktu" "Contact’s role"
    Pipeline "pipeline" "Lejek" "Pipeline"
    Stage "stage" "Etap" "Stage"
    Status "status" "Stan" "Status"
    Owner "owner" "Opiekun" "Owner"
    Group "group" "Grupa sprzedaży" "Sales group"
    Lane "lane" "Tryb" "Lane"
    Share "share" "Udostępnienie" "Share"
    Amount "amount" "Kwota" "Amount"
    Currency "currency" "Waluta" "Currency"
    Probability "probability" "Prawdopodobieństwo" "Probability"
    ExpectedClose "close" "Przewidywane zamknięcie" "Expected close"
    Opened "opened" "Data otwarcia" "Opened on"
    Closed "closed" "Data zamknięcia" "Closed on"
    Source "source" "Źródło" "Source"
    LostReason "lost-reason" "Powód utraty" "Lost reason"
    NextStep "next-step" "Następny krok" "Next step"
    NextStepOn "next-step-on" "Termin następnego kroku" "Next step on"
    Line "line" "Pozycja" "Line"
    Product "product" "Produkt" "Product"
    Quantity "quantity" "Ilość" "Quantity"
    Price "price" "Cena" "Price"
    Discount "discount" "Rabat" "Discount"
    Description "description" "Opis" "Description"
    Note "note" "Notatka" "Note"
    ExternalId "external-id" "Numer zewnętrzny" "External number"
    Email "email" "Adres e-mail" "E-mail address"
    Phone "phone" "Telefon" "Phone"
    Password "password" "Hasło" "Password"
    Position "position" "Stanowisko" "Position"
    Role "role" "Rola" "Role"
    Lang "lang" "Język" "Language"
    Nip "nip" "NIP" "Tax number (NIP)"
    Regon "regon" "REGON" "REGON"
    Krs "krs" "KRS" "KRS"
    Address "address" "Adres" "Address"
    PostalCode "postal-code" "Kod pocztowy" "Postal code"
    City "city" "Miejscowość" "City"
    Country "country" "Kraj" "Country"
    Website "website" "Strona WWW" "Website"
    Industry "industry" "Branża" "Industry"
    Employees "employees" "Liczba pracowników" "Employees"
    Revenue "revenue" "Przychody" "Revenue"
    Founded "founded" "Rok założenia" "Founded"
    Parent "parent" "Podmiot nadrzędny" "Parent"
    Code "code" "Kod" "Code"
    Category "category" "Kategoria" "Category"
    Unit "unit" "Jednostka" "Unit"
    Colour "colour" "Kolor" "Colour"
    ExpectedDays "expected-days" "Oczekiwana liczba dni" "Expected days"
    StageKind "stage-kind" "Rodzaj etapu" "Kind of stage"
    PlanCurrency "plan-currency" "Waluta planu" "Plan currency"
    FiscalYear "fiscal-year" "Początek roku obrotowego" "Fiscal year start"
    Zone "zone" "Strefa czasowa" "Time zone"
    Preset "preset" "Zasady dostępu" "Access rules"
    Search "q" "Szukany tekst" "Search text"
    Attention "attention" "Wymaga uwagi" "Needs attention"
    Sort "sort" "Sortowanie" "Sort"
    Page "after" "Strona" "Page"
    Period "period" "Okres" "Period"
    PeriodFrom "from" "Od dnia" "From"
    PeriodTo "to" "Do dnia" "To"
    WorkingHours "working-hours" "Godziny pracy" "Working hours"
    Holidays "holidays" "Święta" "Public holidays"
    OwnDay "own-day" "Własny dzień" "Own day"
    File "file" "Plik" "File"
    SnoozeUntil "snooze-until" "Odłożenie do" "Snoozed until"
    SnoozeReason "snooze-reason" "Powód odłożenia" "Reason of the snooze"
    Duration "duration" "Czas trwania" "Duration"
    HeldOn "held-on" "Termin rozmowy" "Held on"
    Instalment "instalment" "Rata" "Instalment"
    Due "due" "Termin płatności" "Due date"
    Vat "vat" "Stawka VAT" "VAT rate"
    VatBasis "vat-basis" "Netto czy brutto" "Net or gross"
    Payer "payer" "Płatnik" "Payer"
    ForecastCategory "forecast-category" "Kategoria prognozy" "Forecast category"
    Invoice "invoice" "Numer faktury" "Invoice number"
    Ksef "ksef" "Numer KSeF" "KSeF number"
    Responsible "responsible" "Osoba odpowiedzialna" "Responsible"
    Template "template" "Szablon harmonogramu" "Schedule template"
    Portion "portion" "Część kwoty" "Portion"
    Signing "signing" "Data podpisania" "Signing date"
    Delivery "delivery" "Data dostawy" "Delivery date"
    ReceivedOn "received-on" "Data wpływu" "Received on"
    Document "document" "Tytuł przelewu" "Transfer title"
    Allocation "allocation" "Rozliczenie wpływu" "Allocation"
    Quota "quota" "Cel" "Quota"
    Pasted "pasted" "Wklejone dane" "Pasted data"
    Window "window" "Termin złożenia planu" "Submission deadline"
    Verdict "verdict" "Uzgodnienie wiersza" "Verdict"
    Reason "reason" "Powód" "Reason"
    Comment "comment" "Komentarz" "Comment"
    Adjustment "adjustment" "Korekta" "Adjustment"
    Approver "approver" "Osoba uzgadniająca" "Approver"
    Deal "deal" "Szansa" "Deal"
    QuickLine "quick" "Nowe zadanie" "New assignment"
    Author "author" "Autor" "Author"
    Assignee "assignee" "Wykonawca" "Assignee"
    CoAssignees "co-assignees" "Współwykonawcy" "Co-assignees"
    Observers "observers" "Obserwatorzy" "Observers"
    Controller "controller" "Osoba odbierająca" "Accepts the result"
    Deadline "deadline" "Termin" "Deadline"
    PlannedStart "planned-start" "Planowany początek" "Planned start"
    Priority "priority" "Priorytet" "Priority"
    ChecklistItem "item" "Punkt listy kontrolnej" "Checklist line"
    Result "result" "Wynik" "Result"
}

impl Field {
    #[must_use]
    pub fn of_key(key: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|field| field.key() == key)
    }
}

#[cfg(test)]
mod tests {
    use super::Field;

    #[test]
    fn every_field_is_found_by_its_key() {
        for &field in Field::ALL {
            assert_eq!(Field::of_key(field.key()), Some(field));
        }
    }
}
