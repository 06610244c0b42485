//! The arguments of a question as one text for an address: texts, numbers and truths, and structs of
//! them as `struct[field]`. Invariant: the server reads back what was asked.
use crate::target::encoded;
use serde::ser::{Error as _, Impossible, Serialize, SerializeStruct, Serializer};
use std::fmt::Error;

/// "id=4&query[q]=x"; empty where a question cannot be written so, which no page has.
pub(super) fn of(question: &impl Serialize) -> String {
    let mut text = String::new();
    let written = question.serialize(Value {
        text: &mut text,
        name: "",
    });
    written.map(|()| text).unwrap_or_default()
}

/// One value and the name that it goes by.
struct Value<'a> {
    text: &'a mut String,
    name: &'a str,
}

impl Value<'_> {
    fn put(self, value: &str) -> Result<(), Error> {
        if !self.text.is_empty() {
            self.text.push('&');
        }
        self.text.push_str(self.name);
        self.text.push('=');
        self.text.push_str(&encoded(value));
        Ok(())
    }
}

impl SerializeStruct for Value<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        key: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        let inner = match self.name {
            "" => key.to_owned(),
            outer => [outer, "[", key, "]"].concat(),
        };
        value.serialize(Value {
            text: &mut *self.text,
            name: &inner,
        })
    }

    fn end(self) -> Result<(), Error> {
        Ok(())
    }
}

fn refused<T>() -> Result<T, Error> {
    Err(Error::custom("no value of a question"))
}

macro_rules! none_of {
    ($($name:ident($($kind:ty),*) -> $out:ty;)+) => {$(
        fn $name(self, $(_: $kind),*) -> Result<$out, Error> {
            refused()
        }
    )+};
}

type None_ = Impossible<(), Error>;

impl<'a> Serializer for Value<'a> {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = None_;
    type SerializeTuple = None_;
    type SerializeTupleStruct = None_;
    type SerializeTupleVariant = None_;
    type SerializeMap = None_;
    type SerializeStruct = Self;
    type SerializeStructVariant = None_;

    fn serialize_str(self, value: &str) -> Result<(), Error> {
        self.put(value)
    }

    fn serialize_bool(self, value: bool) -> Result<(), Error> {
        self.put(if value { "true" } else { "false" })
    }

    fn serialize_u64(self, value: u64) -> Result<(), Error> {
        self.put(&value.to_string())
    }

    fn serialize_u32(self, value: u32) -> Result<(), Error> {
        self.serialize_u64(value.into())
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self, Error> {
        Ok(self)
    }

    none_of! {
        serialize_i8(i8) -> ();
        serialize_i16(i16) -> ();
        serialize_i32(i32) -> ();
        serialize_i64(i64) -> ();
        serialize_u8(u8) -> ();
        serialize_u16(u16) -> ();
        serialize_f32(f32) -> ();
        serialize_f64(f64) -> ();
        serialize_char(char) -> ();
        serialize_bytes(&[u8]) -> ();
        serialize_none() -> ();
        serialize_unit() -> ();
        serialize_unit_struct(&'static str) -> ();
        serialize_unit_variant(&'static str, u32, &'static str) -> ();
        serialize_seq(Option<usize>) -> None_;
        serialize_tuple(usize) -> None_;
        serialize_tuple_struct(&'static str, usize) -> None_;
        serialize_tuple_variant(&'static str, u32, &'static str, usize) -> None_;
        serialize_map(Option<usize>) -> None_;
        serialize_struct_variant(&'static str, u32, &'static str, usize) -> None_;
    }

    fn serialize_some<T: Serialize + ?Sized>(self, _: &T) -> Result<(), Error> {
        refused()
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<(), Error> {
        refused()
    }
}

#[cfg(test)]
mod tests {
    use super::of;
    use serde::Serialize;

    #[derive(Serialize)]
    struct Inner {
        q: &'static str,
    }

    #[derive(Serialize)]
    struct Question {
        id: u64,
        list: &'static str,
        all: bool,
        query: Inner,
    }

    #[test]
    fn a_question_is_written_as_the_server_reads_it() {
        let question = Question {
            id: 4,
            list: "a&b=ż",
            all: true,
            query: Inner { q: "x y" },
        };
        assert_eq!(
            of(&question),
            "id=4&list=a%26b%3D%C5%BC&all=true&query[q]=x%20y"
        );
    }

    #[test]
    fn what_is_no_value_of_a_question_is_not_half_written() {
        assert_eq!(of(&(1, 2)), "");
    }
}
