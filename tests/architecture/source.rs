//! Reading the sources: every module of the library with the paths that are written in it, whether tests alone have it, and
//! what of it the rules of this folder ask for.
//!
//! The parser is `syn`, which reads what the compiler reads: grouped imports, test modules, attributes. What stands inside a
//! macro is only tokens to it; there, every path is taken as it is written.

use std::collections::HashMap;

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::visit::{self, Visit};
use syn::{Attribute, Expr, Item, Meta, Pat, UseTree};

/// The enums whose matches must name every variant, so that one more page is met everywhere by the compiler.
const NAMED_IN_FULL: [&str; 2] = ["Page", "NavTarget"];

/// A path as it is written in a module.
pub struct Written {
    pub module: usize,
    pub segments: Vec<String>,
    /// Whether it is only compiled for tests.
    pub in_tests: bool,
}

/// What a name means in a module.
#[derive(Clone, Debug, PartialEq)]
pub enum Named {
    /// Something that is declared here.
    Item,
    /// Brought here by `use`.
    Import(Vec<String>),
    /// A module below this one.
    Module(usize),
}

/// A module: a file, or a `mod` in braces within one.
#[derive(Default)]
pub struct Module {
    pub path: Vec<String>,
    pub file: String,
    pub in_tests: bool,
    pub names: HashMap<String, Named>,
    pub globs: Vec<Vec<String>>,
    pub parent: Option<usize>,
}

/// A type that is declared at the top of a module.
pub struct TopType {
    pub file: String,
    pub name: String,
}

/// All sources of a library, read.
#[derive(Default)]
pub struct Sources {
    pub modules: Vec<Module>,
    pub written: Vec<Written>,
    pub types: Vec<TopType>,
    /// The files with a match over pages or targets of navigation that has an arm for all others.
    pub not_in_full: Vec<String>,
    /// What keeps a file from being read as the compiler does.
    pub hidden: Vec<String>,
}

/// Reads a library from `lib.rs` on. `text_of` gives the text of a file below `src`, or `None` where there is none.
pub fn read(text_of: &dyn Fn(&str) -> Option<String>) -> Sources {
    let mut sources = Sources::default();
    sources.modules.push(Module { file: "lib.rs".to_owned(), ..Module::default() });
    let mut at = 0;
    // Modules that have a file of their own are put behind and read in their turn.
    let mut waiting = vec![0];
    while let Some(&module) = waiting.get(at) {
        at += 1;
        let file = sources.modules[module].file.clone();
        let Some(text) = text_of(&file) else {
            sources.hidden.push(format!("{file}: there is no such file"));
            continue;
        };
        let parsed = syn::parse_file(&text).unwrap_or_else(|error| panic!("{file} is no Rust: {error}"));
        let in_tests = sources.modules[module].in_tests;
        let mut reader = Reader { sources: &mut sources, text_of, waiting: &mut waiting, module, in_tests, depth: 0 };
        reader.visit_file(&parsed);
    }
    sources
}

struct Reader<'a> {
    sources: &'a mut Sources,
    text_of: &'a dyn Fn(&str) -> Option<String>,
    waiting: &'a mut Vec<usize>,
    module: usize,
    in_tests: bool,
    /// How many functions, impls and the like this stands in; what is declared at 0 has a name in the module.
    depth: usize,
}

impl Reader<'_> {
    fn write(&mut self, segments: Vec<String>) {
        self.sources.written.push(Written { module: self.module, segments, in_tests: self.in_tests });
    }

    fn name(&mut self, name: String, named: Named) {
        let here = &mut self.sources.modules[self.module];
        // A name may stand for a type and a function at once; where it is imported as well, that says more.
        if !matches!(here.names.get(&name), Some(Named::Import(_) | Named::Module(_))) {
            here.names.insert(name, named);
        }
    }

    /// What is within, read as tests' where its attributes say so.
    fn within(&mut self, attributes: &[Attribute], read: impl FnOnce(&mut Self)) {
        let before = self.in_tests;
        self.in_tests |= attributes.iter().any(is_for_tests);
        read(self);
        self.in_tests = before;
    }

    fn module(&mut self, item: &syn::ItemMod) {
        let name = item.ident.to_string();
        let above = &self.sources.modules[self.module];
        let mut path = above.path.clone();
        path.push(name.clone());
        let file = above.file.clone();
        if item.attrs.iter().any(|attribute| attribute.path().is_ident("path")) {
            self.sources.hidden.push(format!("{file}: `#[path]` on `mod {name}`"));
        }
        let module = self.sources.modules.len();
        self.name(name, Named::Module(module));
        let flat = format!("{}.rs", path.join("/"));
        let file = match &item.content {
            Some(_) => file,
            None if (self.text_of)(&flat).is_some() => flat,
            None => format!("{}/mod.rs", path.join("/")),
        };
        let parent = Some(self.module);
        self.sources.modules.push(Module { path, file, in_tests: self.in_tests, parent, ..Module::default() });
        match &item.content {
            Some((_, items)) => {
                let above = std::mem::replace(&mut self.module, module);
                for item in items {
                    self.visit_item(item);
                }
                self.module = above;
            }
            None => self.waiting.push(module),
        }
    }

    fn import(&mut self, before: &[String], tree: &UseTree) {
        let with = |ident: &syn::Ident| [before, &[ident.to_string()]].concat();
        match tree {
            UseTree::Path(path) => self.import(&with(&path.ident), &path.tree),
            UseTree::Group(group) => group.items.iter().for_each(|tree| self.import(before, tree)),
            UseTree::Glob(_) => {
                if before.last().is_some_and(|last| NAMED_IN_FULL.contains(&last.as_str())) {
                    self.catch_all();
                }
                self.sources.modules[self.module].globs.push(before.to_vec());
                self.write(before.to_vec());
            }
            UseTree::Name(name) if name.ident == "self" => self.imported(before.to_vec(), before.last().cloned()),
            UseTree::Name(name) => self.imported(with(&name.ident), Some(name.ident.to_string())),
            UseTree::Rename(rename) if rename.ident == "self" => {
                self.imported(before.to_vec(), Some(rename.rename.to_string()));
            }
            UseTree::Rename(rename) => self.imported(with(&rename.ident), Some(rename.rename.to_string())),
        }
    }

    fn imported(&mut self, path: Vec<String>, name: Option<String>) {
        if let Some(name) = name.filter(|name| name != "_") {
            self.name(name, Named::Import(path.clone()));
        }
        self.write(path);
    }

    fn catch_all(&mut self) {
        if !self.in_tests {
            self.sources.not_in_full.push(self.sources.modules[self.module].file.clone());
        }
    }

    /// The paths in the tokens of a macro or an attribute: `a::b`, `a::{b, c::d}`, and those in quotes, as serde has them.
    fn tokens(&mut self, before: &[String], tokens: TokenStream) {
        let mut path = before.to_vec();
        // Whether the last token was a `::`, and the first of its two colons.
        let (mut joined, mut colon) = (!before.is_empty(), false);
        for token in tokens {
            match &token {
                TokenTree::Ident(ident) => {
                    if !joined {
                        self.end(&mut path);
                    }
                    path.push(ident.to_string());
                    (joined, colon) = (false, false);
                    continue;
                }
                TokenTree::Punct(punct) if punct.as_char() == ':' => {
                    (joined, colon) = (colon, !colon);
                    continue;
                }
                TokenTree::Group(group) => {
                    let inside = group.stream();
                    if joined && group.delimiter() == Delimiter::Brace {
                        self.tokens(&path, inside);
                        path.clear();
                    } else {
                        self.end(&mut path);
                        self.tokens(&[], inside);
                    }
                }
                TokenTree::Literal(literal) => {
                    let text = literal.to_string();
                    if let Ok(quoted) = syn::parse_str::<syn::Path>(text.trim_matches('"')) {
                        self.visit_path(&quoted);
                    }
                }
                TokenTree::Punct(_) => {}
            }
            self.end(&mut path);
            // In `a::{b, c}` what comes after the comma begins with `a::` as well.
            if matches!(&token, TokenTree::Punct(punct) if punct.as_char() == ',') {
                path = before.to_vec();
            }
            (joined, colon) = (!path.is_empty(), false);
        }
        self.end(&mut path);
    }

    fn end(&mut self, path: &mut Vec<String>) {
        if path.len() > 1 {
            self.write(std::mem::take(path));
        }
        path.clear();
    }
}

impl<'ast> Visit<'ast> for Reader<'_> {
    fn visit_item(&mut self, item: &'ast Item) {
        let (attributes, name): (&[Attribute], _) = match item {
            Item::Const(it) => (&it.attrs, Some(&it.ident)),
            Item::Enum(it) => (&it.attrs, Some(&it.ident)),
            Item::Fn(it) => (&it.attrs, Some(&it.sig.ident)),
            Item::Macro(it) => (&it.attrs, it.ident.as_ref()),
            Item::Static(it) => (&it.attrs, Some(&it.ident)),
            Item::Struct(it) => (&it.attrs, Some(&it.ident)),
            Item::Trait(it) => (&it.attrs, Some(&it.ident)),
            Item::TraitAlias(it) => (&it.attrs, Some(&it.ident)),
            Item::Type(it) => (&it.attrs, Some(&it.ident)),
            Item::Union(it) => (&it.attrs, Some(&it.ident)),
            Item::Impl(it) => (&it.attrs, None),
            Item::Mod(it) => (&it.attrs, None),
            Item::Use(it) => (&it.attrs, None),
            Item::ForeignMod(it) => (&it.attrs, None),
            // `extern crate self as other` and what syn does not know would be ways around.
            _ => {
                let file = &self.sources.modules[self.module].file;
                self.sources.hidden.push(format!("{file}: an item that is not read here"));
                return;
            }
        };
        self.within(attributes, |reader| {
            if let Some(name) = name.filter(|_| reader.depth == 0) {
                reader.name(name.to_string(), Named::Item);
                let is_type = !matches!(item, Item::Const(_) | Item::Fn(_) | Item::Macro(_) | Item::Static(_));
                if is_type && !reader.in_tests {
                    let file = reader.sources.modules[reader.module].file.clone();
                    reader.sources.types.push(TopType { file, name: name.to_string() });
                }
            }
            match item {
                Item::Use(it) => reader.import(&[], &it.tree),
                Item::Mod(it) => reader.module(it),
                _ => {
                    reader.depth += 1;
                    visit::visit_item(reader, item);
                    reader.depth -= 1;
                }
            }
        });
    }

    fn visit_impl_item(&mut self, item: &'ast syn::ImplItem) {
        let attributes: &[Attribute] = match item {
            syn::ImplItem::Fn(it) => &it.attrs,
            syn::ImplItem::Const(it) => &it.attrs,
            _ => &[],
        };
        self.within(attributes, |reader| visit::visit_impl_item(reader, item));
    }

    fn visit_field(&mut self, field: &'ast syn::Field) {
        self.within(&field.attrs, |reader| visit::visit_field(reader, field));
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let segments: Vec<_> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        if segments.len() > 1 {
            self.write(segments);
        }
        visit::visit_path(self, path);
    }

    /// `pub(in …)` uses nothing.
    fn visit_visibility(&mut self, _: &'ast syn::Visibility) {}

    fn visit_attribute(&mut self, attribute: &'ast Attribute) {
        match &attribute.meta {
            Meta::List(list) => self.tokens(&[], list.tokens.clone()),
            // `#[doc = "…"]` are comments.
            Meta::Path(_) | Meta::NameValue(_) => {}
        }
    }

    fn visit_macro(&mut self, it: &'ast syn::Macro) {
        if it.path.is_ident("include") {
            let file = &self.sources.modules[self.module].file;
            self.sources.hidden.push(format!("{file}: `include!`"));
        }
        self.visit_path(&it.path);
        // So that a ban on a macro can be held: its name is a path as well.
        if it.path.segments.len() == 1 {
            self.write(it.path.segments.iter().map(|segment| segment.ident.to_string()).collect());
        }
        self.tokens(&[], it.tokens.clone());
    }

    fn visit_expr_match(&mut self, it: &'ast syn::ExprMatch) {
        let arms: Vec<_> = it.arms.iter().map(|arm| Arm::of(&arm.pat)).collect();
        if arms.iter().any(|arm| arm.names_one) && arms.iter().any(|arm| !arm.names_one && arm.takes_any) {
            self.catch_all();
        }
        visit::visit_expr_match(self, it);
    }
}

/// What one arm of a match does.
#[derive(Default)]
struct Arm {
    /// It names a variant of an enum that must be named in full.
    names_one: bool,
    /// It takes whatever is there, or in a part of it.
    takes_any: bool,
}

impl Arm {
    fn of(pattern: &Pat) -> Self {
        let mut arm = Self::default();
        // A guard takes only some; the compiler asks for another arm behind it.
        if !matches!(pattern, Pat::Guard(_)) {
            arm.visit_pat(pattern);
        } else if let Pat::Guard(guarded) = pattern {
            arm.visit_pat(&guarded.pat);
            arm.takes_any = false;
        }
        arm
    }
}

impl<'ast> Visit<'ast> for Arm {
    fn visit_pat(&mut self, pattern: &'ast Pat) {
        match pattern {
            Pat::Wild(_) => self.takes_any = true,
            Pat::Ident(it) => {
                self.takes_any |= it.subpat.is_none() && !it.ident.to_string().starts_with(char::is_uppercase);
            }
            _ => {}
        }
        visit::visit_pat(self, pattern);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let of = path.segments.iter().rev().nth(1);
        self.names_one |= of.is_some_and(|of| NAMED_IN_FULL.iter().any(|name| of.ident == name));
    }

    fn visit_expr(&mut self, _: &'ast Expr) {}
}

/// `#[test]`, `#[cfg(test)]` and `#[cfg(all(test, …))]`; `any(test, …)` is for others as well.
fn is_for_tests(attribute: &Attribute) -> bool {
    let Meta::List(list) = &attribute.meta else { return attribute.path().is_ident("test") };
    list.path.is_ident("cfg") && list.parse_args::<Meta>().is_ok_and(|condition| needs_test(&condition))
}

fn needs_test(condition: &Meta) -> bool {
    match condition {
        Meta::Path(path) => path.is_ident("test"),
        Meta::List(list) if list.path.is_ident("all") => list
            .parse_args_with(syn::punctuated::Punctuated::<Meta, syn::Token![,]>::parse_terminated)
            .is_ok_and(|all| all.iter().any(needs_test)),
        Meta::List(_) | Meta::NameValue(_) => false,
    }
}
