//! What a column can be imported as, and the names it goes by in Polish and English files.
//! Invariant: within one kind of record no name belongs to two fields.
use super::text::loose;
use crate::lang::Lang;
use serde::{Deserialize, Serialize};

/// What the rows of a file are.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Kind {
    People,
    Companies,
    Contacts,
    Products,
    Deals,
}

macro_rules! fields {
    ($($name:ident $key:literal $pl:literal $en:literal [$($also:literal)*])*) => {
        /// A field of a record, as a target of a column.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
        pub enum Field { $($name),* }

        impl Field {
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// The name used in URLs, forms and remembered mappings.
            #[must_use]
            pub fn key(self) -> &'static str {
                match self { $(Self::$name => $key),* }
            }

            #[must_use]
            pub fn label(self, lang: Lang) -> &'static str {
                match self { $(Self::$name => lang.pick($pl, $en)),* }
            }

            /// Names of columns, beside the two labels and the key.
            fn synonyms(self) -> &'static [&'static str] {
                match self { $(Self::$name => &[$($also),*]),* }
            }
        }
    };
}

fields! {
    Name "name" "Nazwa" "Name" ["nazwa firmy" "nazwa produktu" "nazwa kontrahenta" "company name" "account name" "product name" "tytuł" "title" "temat" "deal name" "deal title" "opportunity name" "nazwa szansy"]
    FirstName "first-name" "Imię" "First name" ["given name" "forename"]
    LastName "last-name" "Nazwisko" "Last name" ["surname" "family name"]
    FullName "full-name" "Imię i nazwisko" "Full name" ["pracownik" "employee" "sales agent" "osoba" "person" "osoba kontaktowa" "contact name"]
    Email "email" "Adres e-mail" "E-mail" ["email address" "mail" "poczta" "adres email"]
    Phone "phone" "Telefon" "Phone" ["tel" "telefon komórkowy" "mobile" "phone number" "numer telefonu" "komórka"]
    Position "position" "Stanowisko" "Position" ["job title" "funkcja"]
    Group "group" "Grupa sprzedaży" "Sales group" ["grupa" "zespół" "team" "dział" "department" "region" "oddział" "regional office" "sales team"]
    IsHead "is-head" "Kierownik" "Head" ["is head" "szef" "head of group"]
    Owner "owner" "Opiekun" "Owner" ["handlowiec" "przedstawiciel" "sales rep" "rep" "salesperson" "właściciel" "account manager" "odpowiedzialny" "deal owner" "opportunity owner"]
    Company "company" "Kontrahent" "Company" ["firma" "klient" "account" "customer" "client" "organisation" "organization" "organizacja" "nabywca"]
    Contact "contact" "Kontakt" "Contact" []
    Product "product" "Produkt" "Product" ["towar" "usługa" "item" "service"]
    Nip "nip" "NIP" "Tax number" ["numer nip" "vat" "vat id" "vat number" "tax id" "vatin"]
    Regon "regon" "REGON" "REGON" ["numer regon"]
    Krs "krs" "KRS" "KRS" ["numer krs"]
    Street "street" "Ulica" "Street" ["adres" "address" "ulica i numer"]
    PostalCode "postal-code" "Kod pocztowy" "Postal code" ["zip" "zip code" "postcode" "kod"]
    City "city" "Miejscowość" "City" ["miasto" "town"]
    Country "country" "Kraj" "Country" ["państwo" "office location"]
    Website "website" "Strona WWW" "Website" ["www" "url" "strona" "strona internetowa" "web"]
    Industry "industry" "Branża" "Industry" ["sektor" "sector"]
    Employees "employees" "Liczba pracowników" "Employees" ["zatrudnienie" "headcount" "number of employees"]
    Revenue "revenue" "Przychody" "Revenue" ["obrót" "turnover" "annual revenue" "przychód"]
    Founded "founded" "Rok założenia" "Founded" ["year established" "established" "założona"]
    Parent "parent" "Podmiot nadrzędny" "Parent" ["subsidiary of" "parent company" "spółka matka" "parent account"]
    Code "code" "Kod produktu" "Product code" ["sku" "indeks" "symbol"]
    Series "series" "Seria" "Series" ["kategoria" "category" "grupa produktów" "product family"]
    Price "price" "Cena" "Price" ["cena netto" "cennik" "sales price" "unit price" "list price" "cena katalogowa"]
    Quantity "quantity" "Ilość" "Quantity" ["liczba sztuk" "qty"]
    Amount "amount" "Kwota" "Amount" ["wartość" "value" "deal value" "close value" "kwota netto" "wartość netto" "suma"]
    Currency "currency" "Waluta" "Currency" ["currency code"]
    Pipeline "pipeline" "Lejek" "Pipeline" ["sales pipeline" "proces"]
    Stage "stage" "Etap" "Stage" ["status" "deal stage" "stan" "faza" "sales stage" "etap sprzedaży"]
    Probability "probability" "Prawdopodobieństwo" "Probability" ["szansa %" "chance"]
    Opened "opened" "Data otwarcia" "Opened on" ["engage date" "created" "data utworzenia" "utworzono" "start date" "created at" "create date" "data rozpoczęcia"]
    ExpectedClose "close" "Przewidywane zamknięcie" "Expected close" ["expected close date" "planowane zamknięcie" "termin" "planowana data zamknięcia" "data decyzji"]
    Closed "closed" "Data zamknięcia" "Closed on" ["close date" "closed at" "zamknięto" "data wygranej" "actual close date"]
    LostReason "lost-reason" "Powód utraty" "Lost reason" ["powód przegranej" "loss reason" "reason lost"]
    Source "source" "Źródło" "Source" ["lead source" "pochodzenie"]
    NextStep "next-step" "Następny krok" "Next step" ["kolejny krok" "next action"]
    Note "note" "Notatka" "Note" ["uwagi" "opis" "description" "notes" "komentarz" "comment"]
    ExternalId "external-id" "Numer zewnętrzny" "External number" ["id" "opportunity id" "deal id" "identyfikator" "nr" "numer" "external id" "record id"]
}

impl Kind {
    pub const ALL: [Self; 5] = [
        Self::People,
        Self::Companies,
        Self::Contacts,
        Self::Products,
        Self::Deals,
    ];

    /// The name used in URLs and on the command line.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::People => "people",
            Self::Companies => "companies",
            Self::Contacts => "contacts",
            Self::Products => "products",
            Self::Deals => "deals",
        }
    }

    #[must_use]
    pub fn of_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }

    #[must_use]
    pub fn label(self, lang: Lang) -> &'static str {
        match self {
            Self::People => lang.pick("Osoby i grupy", "People and groups"),
            Self::Companies => lang.pick("Kontrahenci", "Companies"),
            Self::Contacts => lang.pick("Kontakty", "Contacts"),
            Self::Products => lang.pick("Produkty", "Products"),
            Self::Deals => lang.pick("Szanse", "Deals"),
        }
    }

    /// Fields that a row of this kind can fill, in the order of forms.
    #[must_use]
    pub fn fields(self) -> &'static [Field] {
        use Field::*;
        match self {
            Self::People => &[
                FullName, FirstName, LastName, Email, Phone, Position, Group, IsHead,
            ],
            Self::Companies => &[
                Name, Nip, Regon, Krs, Owner, Industry, Employees, Revenue, Currency, Founded,
                Parent, Street, PostalCode, City, Country, Website, Phone, Note,
            ],
            Self::Contacts => &[
                FullName, FirstName, LastName, Company, Nip, Position, Email, Phone, Owner, Note,
            ],
            Self::Products => &[Name, Code, Series, Price, Currency],
            Self::Deals => &[
                Name,
                Company,
                Nip,
                Owner,
                Product,
                Quantity,
                Amount,
                Currency,
                Stage,
                Probability,
                Opened,
                ExpectedClose,
                Closed,
                LostReason,
                Source,
                NextStep,
                Note,
                ExternalId,
            ],
        }
    }

    /// Without one of these in each list a row cannot become a record.
    #[must_use]
    pub fn required(self) -> &'static [&'static [Field]] {
        match self {
            Self::People | Self::Contacts => &[&[Field::FullName, Field::LastName, Field::Email]],
            Self::Companies => &[&[Field::Name]],
            Self::Products => &[&[Field::Name, Field::Code]],
            Self::Deals => &[&[Field::Name, Field::Company, Field::Product]],
        }
    }
}

impl Field {
    #[must_use]
    pub fn of_key(key: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|field| field.key() == key)
    }

    /// The field that a column of this name most likely holds, whatever the kind.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let name = loose(name);
        Self::ALL.iter().copied().find(|field| field.goes_by(&name))
    }

    /// The field of this kind that a column of this name holds. `Name` in a list of people is the
    /// person's, and a person's column in a list of deals is the owner's.
    #[must_use]
    pub fn named_in(kind: Kind, name: &str) -> Option<Self> {
        let name = loose(name);
        let alias = |field| match (kind, field) {
            (Kind::People | Kind::Contacts, Self::Name | Self::Contact | Self::Owner) => {
                Self::FullName
            }
            (Kind::Companies, Self::Company) | (Kind::Products, Self::Product) => Self::Name,
            (Kind::Products, Self::ExternalId) => Self::Code,
            (Kind::Products, Self::Amount) => Self::Price,
            (Kind::Deals | Kind::Companies, Self::FullName) => Self::Owner,
            (Kind::Deals, Self::Price) => Self::Amount,
            _ => field,
        };
        let allowed = |field: &Self| kind.fields().contains(field);
        let direct = kind
            .fields()
            .iter()
            .copied()
            .find(|field| field.goes_by(&name));
        direct.or_else(|| {
            Self::ALL
                .iter()
                .copied()
                .filter(|field| field.goes_by(&name))
                .map(alias)
                .find(allowed)
        })
    }

    /// `name` is already loose.
    fn goes_by(self, name: &str) -> bool {
        let own = [self.key(), self.label(Lang::Pl), self.label(Lang::En)];
        !name.is_empty()
            && own
                .iter()
                .chain(self.synonyms())
                .any(|known| loose(known) == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashMap;

    #[test]
    fn no_name_belongs_to_two_fields() {
        let mut known: HashMap<String, Field> = HashMap::new();
        for &field in Field::ALL {
            let own = [field.key(), field.label(Lang::Pl), field.label(Lang::En)];
            for name in own.iter().chain(field.synonyms()) {
                let before = known.insert(loose(name), field);
                assert!(
                    before.is_none_or(|before| before == field),
                    "{name}: {before:?} and {field:?}"
                );
            }
        }
    }

    #[test]
    fn a_columns_name_is_understood_by_the_kind_of_the_file() {
        assert_eq!(
            Field::named_in(Kind::Deals, "Sales_Agent"),
            Some(Field::Owner)
        );
        assert_eq!(
            Field::named_in(Kind::People, "Handlowiec"),
            Some(Field::FullName)
        );
        assert_eq!(
            Field::named_in(Kind::Companies, "KLIENT"),
            Some(Field::Name)
        );
        assert_eq!(Field::named_in(Kind::Deals, "Klient"), Some(Field::Company));
        assert_eq!(Field::named_in(Kind::Deals, "Wartość"), Some(Field::Amount));
        assert_eq!(Field::named_in(Kind::Products, "regon"), None);
        assert_eq!(Field::named_in(Kind::Deals, ""), None);
    }

    #[test]
    fn keys_read_back() {
        for &field in Field::ALL {
            assert_eq!(Field::of_key(field.key()), Some(field));
        }
        for kind in Kind::ALL {
            assert_eq!(Kind::of_key(kind.key()), Some(kind));
        }
    }
}
