//! The form of a concept's refusals. Invariant: a refusal without both sentences does not compile;
//! `{}` in both stands for the money a variant carries.

macro_rules! refusals {
    (
        $(#[$doc:meta])* $name:ident
        $($(#[$about:meta])* $variant:ident $field:expr, $pl:literal, $en:literal;)*
        $(@money { $($(#[$many:meta])* $sum:ident $at:expr, $polish:literal, $english:literal;)+ })?
    ) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Debug, serde::Serialize, serde::Deserialize)]
        pub enum $name {
            $($(#[$about])* $variant,)*
            $($($(#[$many])* $sum($crate::money::Money),)+)?
        }

        impl $name {
            /// The input to show it at.
            #[must_use]
            pub fn field(&self) -> Option<$crate::field::Field> {
                match self {
                    $(Self::$variant => $field,)*
                    $($(Self::$sum(_) => $at,)+)?
                }
            }

            #[cfg(test)]
            pub(crate) fn samples() -> Vec<Self> {
                vec![
                    $(Self::$variant,)*
                    $($(Self::$sum($crate::money::Money::major(12, $crate::money::Currency::PLN)),)+)?
                ]
            }
        }

        impl $crate::lang::Say for $name {
            fn say(&self, lang: $crate::lang::Lang) -> String {
                match self {
                    $(Self::$variant => lang.pick($pl, $en).to_owned(),)*
                    $($(Self::$sum(money) => {
                        lang.pick($polish, $english).replace("{}", &money.format(lang))
                    })+)?
                }
            }
        }
    };
}
