//! The forms of a page, and what comes back of one that was filled with anything.
use super::parsed::skeleton;
use crate::send;
use crate::stand::{FORM, HTML, World};
use html5gum::{Token, Tokenizer};

pub(super) struct Form {
    pub(super) action: String,
    /// Names, and the values of hidden fields.
    fields: Vec<(String, Option<String>)>,
}

/// Every form of the page that is posted to us.
pub(super) fn of(page: &str) -> Vec<Form> {
    let mut forms: Vec<Form> = Vec::new();
    let mut inside = false;
    for token in Tokenizer::new(page).map(Result::unwrap) {
        match token {
            Token::StartTag(tag) => {
                let value = |name: &str| {
                    let found = tag.attributes.get(name.as_bytes());
                    found.map(|value| String::from_utf8_lossy(value).into_owned())
                };
                let name = tag.name.as_slice();
                if name == b"form" {
                    inside = value("method").is_some_and(|method| method == "post");
                    let fields = Vec::new();
                    forms.extend(
                        value("action")
                            .filter(|_| inside)
                            .map(|action| Form { action, fields }),
                    );
                } else if [b"input".as_slice(), b"textarea", b"select"].contains(&name)
                    && let (true, Some(form), Some(name)) =
                        (inside, forms.last_mut(), value("name"))
                {
                    let hidden = value("type").is_some_and(|kind| kind == "hidden");
                    form.fields.push((name, value("value").filter(|_| hidden)));
                }
            }
            Token::EndTag(tag) if tag.name.as_slice() == b"form" => inside = false,
            _ => {}
        }
    }
    // These change the language, end the session, or answer with a file.
    let others = ["/preferences/", "/sign-out", "/audit/export"];
    forms.retain(|form| !others.iter().any(|other| form.action.contains(other)));
    forms
}

/// Fills every field that a person fills, sends the form, and draws where it leads.
pub(super) async fn refused(
    world: &World,
    page: &str,
    form: &Form,
    text: &str,
    cookie: &str,
) -> Vec<String> {
    let site = world.copy();
    let fields = form
        .fields
        .iter()
        .map(|(name, kept)| (name, kept.as_deref().unwrap_or(text)));
    let body = form_urlencoded::Serializer::new(String::new())
        .extend_pairs(fields)
        .finish();
    let referer = format!("referer: http://crm.example{page}");
    let sent = send(
        &site.router,
        "POST",
        &form.action,
        &[HTML, FORM, &referer, cookie],
        body,
    )
    .await;
    let target = sent.header("location").to_owned();
    skeleton(&site.page(&target, cookie).await.body)
}
