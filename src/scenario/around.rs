//! What lessons, the glossary and the credits are checked against.

use std::sync::Arc;

use super::catalog::Catalog;
use super::checked::Scenario;
use super::glossary::Glossary;

/// What a lesson may refer to outside its own file. What is `None` here is not looked up.
#[derive(Clone, Copy, Debug)]
pub struct Around<'a> {
    /// Recovery models and portraits.
    pub catalog: &'a Catalog,
    /// The scenarios that are there.
    pub scenarios: Option<&'a [Arc<Scenario>]>,
    /// The words that are explained.
    pub glossary: Option<&'a Glossary>,
}
