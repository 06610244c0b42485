//! Companies and contacts without scripts: whose they are, to whom they are open, what stands below
//! them, and whose tax number is whose.
use crate::deals::{Firm, firm};
use axum::http::StatusCode;
use domain::companies::Company;

/// A company of this person.
fn company_of<'f>(firm: &'f Firm, key: &str) -> &'f Company {
    let owner = firm.cast.person(key).unwrap().id;
    let mut companies = firm.cast.companies.iter();
    companies
        .find(|company| company.owner == owner && company.profile.nip.is_some())
        .unwrap()
}

#[tokio::test]
async fn a_shared_company_opens_until_the_share_ends() {
    let firm = firm().await;
    let (barbara, julia) = (firm.sign_in("barbara").await, firm.sign_in("julia").await);
    let id = company_of(&firm, "jan").id;
    let (page, of) = (format!("/companies/{id}"), format!("company-{id}"));
    assert_eq!(julia.get(&page).await.status, StatusCode::NOT_FOUND);
    let fields = [
        ("of", of.as_str()),
        ("share", "Julia Pawłowska"),
        ("until", "2099-12-31"),
    ];
    let (back, shared) = barbara.post(&page, "/api/custody/share", &fields).await;
    assert_eq!(back, page);
    for part in ["Julia Pawłowska", "31.12.2099"] {
        assert!(shared.body.contains(part), "{part} in {}", shared.body);
    }
    let seen = julia.get(&page).await;
    assert_eq!(seen.status, StatusCode::OK);
    // Who may not share is not offered it.
    assert!(!seen.body.contains("/api/custody/share"), "{}", seen.body);
    let to = format!("p{}", firm.cast.person("julia").unwrap().id);
    let fields = [("of", of.as_str()), ("share", to.as_str())];
    barbara.post(&page, "/api/custody/unshare", &fields).await;
    assert_eq!(julia.get(&page).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_contact_changes_hands_and_lane_like_a_deal() {
    let firm = firm().await;
    let barbara = firm.sign_in("barbara").await;
    let jan = firm.cast.person("jan").unwrap().id;
    let contact = firm
        .cast
        .contacts
        .iter()
        .find(|contact| contact.owner == jan)
        .unwrap();
    let (page, of) = (
        format!("/contacts/{}", contact.id),
        format!("contact-{}", contact.id),
    );
    let was = jan.to_string();
    let hand = |owner: &'static str| {
        [
            ("of", of.as_str()),
            ("owner", owner),
            ("was_owner", was.as_str()),
        ]
    };
    let (target, unknown) = barbara
        .post(&page, "/api/custody/reassign", &hand("Nikt Taki"))
        .await;
    assert!(target.contains("?draft="), "{target}");
    assert!(
        unknown.body.contains("id=\"new-owner-error\""),
        "{}",
        unknown.body
    );
    assert!(
        unknown.body.contains("value=\"Nikt Taki\""),
        "{}",
        unknown.body
    );
    let (_, handed) = barbara
        .post(&page, "/api/custody/reassign", &hand("anna nowak"))
        .await;
    assert!(handed.body.contains("Anna Nowak"), "{}", handed.body);
    // Whoever still saw Jan as the owner is told instead of overwriting.
    let (target, _) = barbara
        .post(&page, "/api/custody/reassign", &hand("Zofia Szymańska"))
        .await;
    assert!(target.contains("?draft="), "{target}");
    let fields = [("of", of.as_str()), ("lane", "confidential")];
    let (_, hidden) = barbara.post(&page, "/api/custody/lane", &fields).await;
    assert!(
        hidden.body.contains("Rekord jest poufny"),
        "{}",
        hidden.body
    );
    let tomasz = firm.sign_in("tomasz").await;
    assert_eq!(tomasz.get(&page).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_name_that_fits_several_people_is_refused_with_their_names() {
    let firm = firm().await;
    let barbara = firm.sign_in("barbara").await;
    let id = firm.deal_of("jan").id;
    let (page, of) = (format!("/deals/{id}"), format!("deal-{id}"));
    // Anna Nowak, Zofia Szymańska and more hold an "an".
    let fields = [("of", of.as_str()), ("share", "an")];
    let (target, page) = barbara.post(&page, "/api/custody/share", &fields).await;
    assert!(target.contains("?draft="), "{target}");
    assert!(
        page.body.contains("Pasuje kilka pozycji: "),
        "{}",
        page.body
    );
}

#[tokio::test]
async fn a_second_company_with_the_same_tax_number_is_refused_and_leads_to_the_first_only_who_sees_it()
 {
    let firm = firm().await;
    let first = company_of(&firm, "jan");
    let nip = first.profile.nip.as_ref().unwrap().to_string();
    let fields = [("form[name]", "Podwójna"), ("form[nip]", nip.as_str())];
    let link = format!("href=\"/companies/{}\"", first.id);
    for (key, sees) in [("jan", true), ("julia", false)] {
        let somebody = firm.sign_in(key).await;
        let (target, page) = somebody
            .post("/companies/new", "/api/companies/create", &fields)
            .await;
        assert!(target.starts_with("/companies/new?draft="), "{target}");
        assert!(page.body.contains("id=\"nip-error\""), "{}", page.body);
        assert!(page.body.contains("value=\"Podwójna\""));
        assert_eq!(page.body.contains(&link), sees, "{key}");
        assert!(!page.body.contains(first.name()), "{key}");
    }
}

#[tokio::test]
async fn the_number_of_a_deleted_company_is_free_until_it_comes_back() {
    let firm = firm().await;
    let barbara = firm.sign_in("barbara").await;
    let first = company_of(&firm, "jan");
    let (id, page) = (first.id.to_string(), format!("/companies/{}", first.id));
    let nip = first.profile.nip.as_ref().unwrap().to_string();
    barbara
        .post(&page, "/api/companies/delete", &[("id", &id)])
        .await;
    let fields = [("form[name]", "Następca"), ("form[nip]", nip.as_str())];
    let (target, _) = barbara
        .post("/companies/new", "/api/companies/create", &fields)
        .await;
    assert!(target.ends_with("?done=created"), "{target}");
    let (target, _) = barbara
        .post(&page, "/api/companies/restore", &[("id", &id)])
        .await;
    assert!(target.contains("?draft="), "{target}");
}

#[tokio::test]
async fn a_subsidiary_stands_on_the_card_of_its_parent_and_never_above_it() {
    let firm = firm().await;
    let barbara = firm.sign_in("barbara").await;
    let (parent, child) = (company_of(&firm, "jan"), company_of(&firm, "anna"));
    let save =
        |id: String, above: String| [("id".to_owned(), id), ("form[parent]".to_owned(), above)];
    let send = async |company: &Company, above: &Company| {
        let mut fields = save(company.id.to_string(), above.name().to_owned()).to_vec();
        for root in ["form", "was"] {
            fields.push((format!("{root}[name]"), company.name().to_owned()));
        }
        let fields: Vec<_> = fields
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        let page = format!("/companies/{}/edit", company.id);
        barbara.post(&page, "/api/companies/save", &fields).await
    };
    let (target, card) = send(child, parent).await;
    assert!(target.ends_with("?done=saved"), "{target}");
    assert!(card.body.contains(parent.name()));
    let above = barbara.get(&format!("/companies/{}", parent.id)).await;
    assert!(above.body.contains("Podmioty zależne"), "{}", above.body);
    assert!(above.body.contains(child.name()));
    let (target, _) = send(parent, child).await;
    assert!(target.contains("?draft="), "{target}");
}
