//! Values that go into and come out of both engines.

use crate::StoreError;

/// One value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    Null,
    Int(i64),
    Text(String),
    Bytes(Vec<u8>),
}

impl Value {
    pub(crate) fn weight(&self) -> usize {
        match self {
            Self::Null | Self::Int(_) => 8,
            Self::Text(text) => text.len(),
            Self::Bytes(bytes) => bytes.len(),
        }
    }
}

impl From<i64> for Value {
    fn from(value: i64) -> Self {
        Self::Int(value)
    }
}
impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Self::Int(value.into())
    }
}
impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Self::Text(value.to_owned())
    }
}
impl From<String> for Value {
    fn from(value: String) -> Self {
        Self::Text(value)
    }
}
impl From<&[u8]> for Value {
    fn from(value: &[u8]) -> Self {
        Self::Bytes(value.to_vec())
    }
}
impl<const N: usize> From<&[u8; N]> for Value {
    fn from(value: &[u8; N]) -> Self {
        Self::Bytes(value.to_vec())
    }
}
impl From<Vec<u8>> for Value {
    fn from(value: Vec<u8>) -> Self {
        Self::Bytes(value)
    }
}
impl From<uuid::Uuid> for Value {
    fn from(value: uuid::Uuid) -> Self {
        Self::Bytes(value.as_bytes().to_vec())
    }
}
impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// One row of an answer.
#[derive(Debug)]
pub(crate) struct Row(pub(crate) Vec<Value>);

impl Row {
    fn unexpected(at: usize) -> StoreError {
        StoreError::damaged(format!("column {at} of a row holds something else than expected"))
    }

    /// A whole number.
    pub(crate) fn int(&self, at: usize) -> Result<i64, StoreError> {
        self.maybe_int(at)?.ok_or_else(|| Self::unexpected(at))
    }

    /// A whole number, if there is one.
    pub(crate) fn maybe_int(&self, at: usize) -> Result<Option<i64>, StoreError> {
        match self.0.get(at) {
            Some(Value::Int(value)) => Ok(Some(*value)),
            Some(Value::Null) => Ok(None),
            _ => Err(Self::unexpected(at)),
        }
    }

    /// Bytes.
    pub(crate) fn bytes(&self, at: usize) -> Result<&[u8], StoreError> {
        self.maybe_bytes(at)?.ok_or_else(|| Self::unexpected(at))
    }

    /// Bytes, if there are any.
    pub(crate) fn maybe_bytes(&self, at: usize) -> Result<Option<&[u8]>, StoreError> {
        match self.0.get(at) {
            Some(Value::Bytes(value)) => Ok(Some(value)),
            Some(Value::Null) => Ok(None),
            _ => Err(Self::unexpected(at)),
        }
    }

    /// Text.
    pub(crate) fn text(&self, at: usize) -> Result<&str, StoreError> {
        match self.0.get(at) {
            Some(Value::Text(value)) => Ok(value),
            _ => Err(Self::unexpected(at)),
        }
    }

    /// An identity.
    pub(crate) fn uuid(&self, at: usize) -> Result<uuid::Uuid, StoreError> {
        self.maybe_uuid(at)?.ok_or_else(|| Self::unexpected(at))
    }

    /// An identity, if there is one.
    pub(crate) fn maybe_uuid(&self, at: usize) -> Result<Option<uuid::Uuid>, StoreError> {
        self.maybe_bytes(at)?
            .map(|bytes| uuid::Uuid::from_slice(bytes).map_err(|_| Self::unexpected(at)))
            .transpose()
    }
}
