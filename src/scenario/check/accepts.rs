//! Accepted advice: there must be such advice.

use super::Checker;
use crate::scenario::diagnostic::{Code, Severity};
use crate::scenario::problem::Problem;
use crate::scenario::suggest::nearest;

pub fn check(checker: &mut Checker<'_, '_>) {
    let advice = || Code::ALL.iter().filter(|code| code.severity() == Severity::Advice).map(|code| code.name());
    for accepted in &checker.file().accepts {
        let name = &accepted.advice;
        if name.span.is_none() || advice().any(|it| it == name.value) {
            continue;
        }
        let meant = nearest(&name.value, advice());
        checker.report(name.span, Problem::UnknownAdvice { name: name.value.clone(), meant, all: advice().collect() });
    }
}
