//! Reading the JSON that our own server wrote. Invariant: what it reads equals what was written, or it
//! reads nothing. The fields of a struct come in the order of its declaration, as `serde_json` writes
//! them, and each is checked by its name: so the browser carries no search for fields, no defaults and
//! no sentences about errors for each of its hundred types.
mod text;

use serde::de::value::U32Deserializer;
use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, EnumAccess, Error, IntoDeserializer,
    MapAccess, SeqAccess, VariantAccess, Visitor,
};
use std::fmt::{self, Display};

/// The value, if this is one of that type.
pub(crate) fn read<T: DeserializeOwned>(text: &str) -> Option<T> {
    let mut reader = Reader { text, at: 0 };
    let value = T::deserialize(&mut reader).ok()?;
    reader.rest().is_empty().then_some(value)
}

/// That a text is not what was expected; nobody is told more, since both ends are ours.
#[derive(Debug)]
struct Unreadable;

impl Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("unreadable")
    }
}

impl std::error::Error for Unreadable {}

impl Error for Unreadable {
    fn custom<T: Display>(_: T) -> Self {
        Self
    }
}

type Read<T> = Result<T, Unreadable>;

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl Reader<'_> {
    fn rest(&self) -> &[u8] {
        self.text.as_bytes().get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> u8 {
        self.rest().first().copied().unwrap_or_default()
    }

    /// Goes over these bytes, if they are next.
    fn skip(&mut self, bytes: &str) -> bool {
        let next = self.rest().starts_with(bytes.as_bytes());
        if next {
            self.at += bytes.len();
        }
        next
    }

    fn pass(&mut self, bytes: &str) -> Read<()> {
        self.skip(bytes).then_some(()).ok_or(Unreadable)
    }

    /// A whole number and whether it is negative; as the key of a map it stands in quotes.
    fn number(&mut self) -> Read<(bool, u64)> {
        let (quoted, negative) = (self.skip("\""), self.skip("-"));
        let digits = self.rest();
        let count = digits
            .iter()
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        let digits = self.text.get(self.at..self.at + count).unwrap_or_default();
        let number = digits.parse().map_err(|_| Unreadable)?;
        self.at += count;
        if quoted {
            self.pass("\"")?;
        }
        Ok((negative, number))
    }

    fn signed(&mut self) -> Read<i64> {
        let (negative, number) = self.number()?;
        let number = i128::from(number);
        let number = if negative { -number } else { number };
        i64::try_from(number).map_err(|_| Unreadable)
    }

    fn unsigned(&mut self) -> Read<u64> {
        match self.number()? {
            (false, number) => Ok(number),
            (true, _) => Err(Unreadable),
        }
    }

    fn truth(&mut self) -> Read<bool> {
        if self.skip("true") {
            Ok(true)
        } else {
            self.pass("false").map(|()| false)
        }
    }
}

macro_rules! numbers {
    ($($name:ident $visit:ident $read:ident),+ $(,)?) => {$(
        fn $name<V: Visitor<'a>>(self, visitor: V) -> Read<V::Value> {
            visitor.$visit(self.$read()?)
        }
    )+};
}

macro_rules! texts {
    ($($name:ident),+ $(,)?) => {$(
        fn $name<V: Visitor<'a>>(self, visitor: V) -> Read<V::Value> {
            visitor.visit_str(&self.string()?)
        }
    )+};
}

/// Nothing of ours is written in these ways.
macro_rules! unknown {
    ($($name:ident),+ $(,)?) => {$(
        fn $name<V: Visitor<'a>>(self, _: V) -> Read<V::Value> {
            Err(Unreadable)
        }
    )+};
}

impl<'a> Deserializer<'a> for &mut Reader<'a> {
    type Error = Unreadable;

    numbers! {
        deserialize_bool visit_bool truth,
        deserialize_i8 visit_i64 signed,
        deserialize_i16 visit_i64 signed,
        deserialize_i32 visit_i64 signed,
        deserialize_i64 visit_i64 signed,
        deserialize_u8 visit_u64 unsigned,
        deserialize_u16 visit_u64 unsigned,
        deserialize_u32 visit_u64 unsigned,
        deserialize_u64 visit_u64 unsigned,
    }

    texts! {
        deserialize_char, deserialize_str, deserialize_string, deserialize_identifier,
    }

    unknown! {
        deserialize_any, deserialize_ignored_any, deserialize_f32, deserialize_f64,
        deserialize_bytes, deserialize_byte_buf,
    }

    fn deserialize_option<V: Visitor<'a>>(self, visitor: V) -> Read<V::Value> {
        if self.skip("null") {
            visitor.visit_none()
        } else {
            visitor.visit_some(self)
        }
    }

    fn deserialize_unit<V: Visitor<'a>>(self, visitor: V) -> Read<V::Value> {
        self.pass("null")?;
        visitor.visit_unit()
    }

    fn deserialize_unit_struct<V: Visitor<'a>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Read<V::Value> {
        self.deserialize_unit(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'a>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Read<V::Value> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'a>>(self, visitor: V) -> Read<V::Value> {
        self.pass("[")?;
        let value = visitor.visit_seq(Items {
            reader: &mut *self,
            first: true,
            end: b']',
        })?;
        self.pass("]")?;
        Ok(value)
    }

    fn deserialize_tuple<V: Visitor<'a>>(self, _: usize, visitor: V) -> Read<V::Value> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'a>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Read<V::Value> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_map<V: Visitor<'a>>(self, visitor: V) -> Read<V::Value> {
        self.pass("{")?;
        let value = visitor.visit_map(Items {
            reader: &mut *self,
            first: true,
            end: b'}',
        })?;
        self.pass("}")?;
        Ok(value)
    }

    fn deserialize_struct<V: Visitor<'a>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Read<V::Value> {
        self.pass("{")?;
        let value = visitor.visit_seq(Fields {
            reader: &mut *self,
            fields,
            at: 0,
            any: false,
        })?;
        self.pass("}")?;
        Ok(value)
    }

    /// `"Name"`, or `{"Name":…}` where it holds something.
    fn deserialize_enum<V: Visitor<'a>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Read<V::Value> {
        let holds = self.skip("{");
        let name = self.string()?;
        let index = variants.iter().position(|variant| *variant == name);
        let index = index.and_then(|index| u32::try_from(index).ok());
        if holds {
            self.pass(":")?;
        }
        let value = visitor.visit_enum(Variant {
            reader: &mut *self,
            index: index.ok_or(Unreadable)?,
        })?;
        if holds {
            self.pass("}")?;
        }
        Ok(value)
    }
}

/// The items of a list or the pairs of a map.
struct Items<'r, 'a> {
    reader: &'r mut Reader<'a>,
    first: bool,
    end: u8,
}

impl Items<'_, '_> {
    fn has_next(&mut self) -> Read<bool> {
        if self.reader.peek() == self.end {
            return Ok(false);
        }
        if !self.first {
            self.reader.pass(",")?;
        }
        self.first = false;
        Ok(true)
    }
}

impl<'a> SeqAccess<'a> for Items<'_, 'a> {
    type Error = Unreadable;

    fn next_element_seed<T: DeserializeSeed<'a>>(&mut self, seed: T) -> Read<Option<T::Value>> {
        match self.has_next()? {
            true => seed.deserialize(&mut *self.reader).map(Some),
            false => Ok(None),
        }
    }
}

impl<'a> MapAccess<'a> for Items<'_, 'a> {
    type Error = Unreadable;

    fn next_key_seed<K: DeserializeSeed<'a>>(&mut self, seed: K) -> Read<Option<K::Value>> {
        match self.has_next()? {
            true => seed.deserialize(&mut *self.reader).map(Some),
            false => Ok(None),
        }
    }

    fn next_value_seed<V: DeserializeSeed<'a>>(&mut self, seed: V) -> Read<V::Value> {
        self.reader.pass(":")?;
        seed.deserialize(&mut *self.reader)
    }
}

/// The values of a struct in the order of its declaration.
struct Fields<'r, 'a> {
    reader: &'r mut Reader<'a>,
    fields: &'static [&'static str],
    at: usize,
    any: bool,
}

impl Fields<'_, '_> {
    /// Goes over the name of the next field, if that is the one written here.
    fn is_written(&mut self, field: &str) -> bool {
        let start = self.reader.at;
        let here = (!self.any || self.reader.skip(","))
            && self.reader.skip("\"")
            && self.reader.skip(field)
            && self.reader.skip("\":");
        if !here {
            self.reader.at = start;
        }
        self.any |= here;
        here
    }
}

impl<'a> SeqAccess<'a> for Fields<'_, 'a> {
    type Error = Unreadable;

    fn next_element_seed<T: DeserializeSeed<'a>>(&mut self, seed: T) -> Read<Option<T::Value>> {
        let Some(field) = self.fields.get(self.at) else {
            return Ok(None);
        };
        self.at += 1;
        if self.is_written(field) {
            return seed.deserialize(&mut *self.reader).map(Some);
        }
        // What is nothing may have been left out; anything else is no `null`.
        let mut nothing = Reader {
            text: "null",
            at: 0,
        };
        seed.deserialize(&mut nothing).map(Some)
    }
}

/// A variant by its place, and what it holds.
struct Variant<'r, 'a> {
    reader: &'r mut Reader<'a>,
    index: u32,
}

impl<'a> EnumAccess<'a> for Variant<'_, 'a> {
    type Error = Unreadable;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'a>>(self, seed: V) -> Read<(V::Value, Self)> {
        let index: U32Deserializer<Unreadable> = self.index.into_deserializer();
        Ok((seed.deserialize(index)?, self))
    }
}

impl<'a> VariantAccess<'a> for Variant<'_, 'a> {
    type Error = Unreadable;

    fn unit_variant(self) -> Read<()> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'a>>(self, seed: T) -> Read<T::Value> {
        seed.deserialize(self.reader)
    }

    fn tuple_variant<V: Visitor<'a>>(self, _: usize, visitor: V) -> Read<V::Value> {
        self.reader.deserialize_seq(visitor)
    }

    fn struct_variant<V: Visitor<'a>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Read<V::Value> {
        self.reader.deserialize_struct("", fields, visitor)
    }
}

#[cfg(test)]
mod tests;
