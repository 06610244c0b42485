//! What the page of access rules says. Invariant: both languages are complete.
use domain::lang::Lang;

pub(super) struct Texts {
    pub(super) access: &'static str,
    pub(super) intro: &'static str,
    pub(super) heads_note: &'static str,
    pub(super) choose: &'static str,
    pub(super) save: &'static str,
    pub(super) saved: &'static str,
    pub(super) meaning: &'static str,
    pub(super) rule: &'static str,
    pub(super) reads: &'static str,
    pub(super) changes: &'static str,
    pub(super) now: &'static str,
    pub(super) nothing: &'static str,
    pub(super) own: &'static str,
    pub(super) of_group: &'static str,
    pub(super) of_group_and_below: &'static str,
    pub(super) all: &'static str,
    pub(super) open: &'static str,
    pub(super) open_hint: &'static str,
    pub(super) team: &'static str,
    pub(super) team_hint: &'static str,
    pub(super) regional: &'static str,
    pub(super) regional_hint: &'static str,
    pub(super) private: &'static str,
    pub(super) private_hint: &'static str,
}

impl Texts {
    pub(super) fn of(lang: Lang) -> &'static Self {
        lang.pick(&PL, &EN)
    }
}

const PL: Texts = Texts {
    access: "Zasady dostępu",
    intro: "Zasady mówią, jak daleko handlowcy widzą cudzą pracę. Zmiana działa od razu dla wszystkich.",
    heads_note: "Niezależnie od zasad kierownik grupy czyta i zmienia wszystko w swojej grupie i pod nią, a udostępnienie otwiera pojedynczy rekord. Tryb poufny widzą tylko opiekun, dyrektor i osoby, którym rekord udostępniono.",
    choose: "Zasady",
    save: "Zapisz",
    saved: "Nowe zasady obowiązują.",
    meaning: "Co kto czyta i zmienia",
    rule: "Zasady",
    reads: "czyta",
    changes: "zmienia",
    now: "Teraz",
    nothing: "nic",
    own: "swoje",
    of_group: "swoje grupy",
    of_group_and_below: "swoje grupy i podgrupy",
    all: "wszystko",
    open: "Otwarte",
    open_hint: "Każdy handlowiec czyta szanse, kontrahentów i kontakty całej firmy, a zmienia tylko swoje. Dla małych zespołów, w których każdy zastępuje każdego.",
    team: "Zespół",
    team_hint: "Handlowiec czyta wszystko w swojej grupie, a zmienia tylko swoje. Inne grupy są niewidoczne.",
    regional: "Region",
    regional_hint: "Handlowiec czyta swoją grupę i wszystkie grupy pod nią, a zmienia tylko swoje. Dla firm, w których region dzieli się na zespoły.",
    private: "Prywatność",
    private_hint: "Handlowiec widzi tylko swoje. Kierownik widzi swoich ludzi. Dla firm, w których handlowcy rywalizują.",
};

const EN: Texts = Texts {
    access: "Access rules",
    intro: "The rules say how far reps see the work of others. A change holds at once and for everybody.",
    heads_note: "Whatever the rules, the head of a group reads and changes everything in it and below, and a share opens a single record. The confidential lane is seen only by the owner, directors and those a record is shared with.",
    choose: "Rules",
    save: "Save",
    saved: "The new rules hold.",
    meaning: "Who reads and changes what",
    rule: "Rules",
    reads: "reads",
    changes: "changes",
    now: "Now",
    nothing: "nothing",
    own: "their own",
    of_group: "their groups",
    of_group_and_below: "their groups and below",
    all: "everything",
    open: "Open",
    open_hint: "Every rep reads the deals, companies and contacts of the whole firm and changes only their own. For small teams where everybody stands in for everybody.",
    team: "Team",
    team_hint: "A rep reads everything in their group and changes only their own. Other groups are invisible.",
    regional: "Region",
    regional_hint: "A rep reads their group and every group below it and changes only their own. For firms whose regions divide into teams.",
    private: "Private",
    private_hint: "A rep sees only their own. Heads see their people. For firms whose reps compete.",
};
