//! Browsers in two words. Invariant: what is not known is shown as it came.

/// "Firefox · Linux" for what a browser calls itself; unknown ones are cut to 60 characters.
#[must_use]
pub fn browser(agent: &str) -> String {
    // Each browser also names those it descends from, so the order matters.
    const BROWSERS: [(&str, &str); 6] = [
        ("Edg/", "Edge"),
        ("OPR/", "Opera"),
        ("SamsungBrowser/", "Samsung Internet"),
        ("Firefox/", "Firefox"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ];
    const SYSTEMS: [(&str, &str); 6] = [
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("Windows", "Windows"),
        ("Mac OS X", "macOS"),
        ("Linux", "Linux"),
    ];
    let known = |table: &[(&str, &'static str)]| {
        let found = table.iter().find(|(mark, _)| agent.contains(mark));
        found.map(|(_, name)| *name)
    };
    match (known(&BROWSERS), known(&SYSTEMS)) {
        (Some(browser), Some(system)) => [browser, system].join(" · "),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => agent.chars().take(60).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::browser;

    #[test]
    fn a_browser_is_named_by_itself_and_not_by_its_ancestors() {
        let chrome = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36";
        let edge = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0";
        let phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15 Version/19.1 Mobile/15E148 Safari/604.1";
        assert_eq!(
            [chrome, edge, phone].map(browser),
            ["Chrome · Linux", "Edge · Windows", "Safari · iPhone"]
        );
    }

    #[test]
    fn an_unknown_agent_is_shown_as_it_came_and_not_too_long() {
        assert_eq!(browser("curl/8.5"), "curl/8.5");
        assert_eq!(browser(&"ż".repeat(100)).chars().count(), 60);
    }
}
