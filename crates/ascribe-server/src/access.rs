//! Who may do what: roles of people, scopes of programs, and what each route asks for. What is not allowed is denied.

use std::fmt;

/// What a person may do; each may also do what those before may.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Reads.
    Viewer,
    /// Adds articles, decides, comments.
    Editor,
    /// Adds and removes people.
    Admin,
}

impl Role {
    /// All roles.
    pub const ALL: [Self; 3] = [Self::Viewer, Self::Editor, Self::Admin];

    /// Its name in the store and on the command line.
    pub fn code(self) -> &'static str {
        match self {
            Self::Viewer => "viewer",
            Self::Editor => "editor",
            Self::Admin => "admin",
        }
    }

    /// The role of this name.
    pub fn of(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }
}

/// What a token may be used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Texts in, claims out; nothing is stored.
    Extract,
    /// Reading what is stored.
    Read,
    /// Adding articles and revisions, as a newsroom's own system does.
    Articles,
    /// Deciding, commenting, assigning.
    Review,
    /// Managing people.
    People,
}

impl Scope {
    /// All scopes.
    pub const ALL: [Self; 5] = [
        Self::Extract,
        Self::Read,
        Self::Articles,
        Self::Review,
        Self::People,
    ];

    /// Its name in the store and on the command line.
    pub fn code(self) -> &'static str {
        match self {
            Self::Extract => "extract",
            Self::Read => "read",
            Self::Articles => "articles",
            Self::Review => "review",
            Self::People => "people",
        }
    }

    /// The scope of this name.
    pub fn of(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scope| scope.code() == code)
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// What a route asks of whoever calls it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Nothing: the page itself, signing in, health.
    Public,
    /// At least this role, and for a token this scope.
    Needs(Role, Scope),
}

/// Who calls.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caller {
    /// The name that decisions and the log carry.
    pub name: String,
    /// What the person may do.
    pub role: Role,
    /// What the token is limited to; none for a person at a browser.
    pub scopes: Option<Vec<Scope>>,
    /// The one editor of a server without users.
    pub local: bool,
}

/// The name of whoever uses a server without users.
pub const LOCAL: &str = "local editor";

impl Caller {
    /// The one editor of a server without users, who may do everything on the own machine.
    pub fn local() -> Self {
        Self {
            name: LOCAL.to_owned(),
            role: Role::Admin,
            scopes: None,
            local: true,
        }
    }

    /// Whether this caller may use a route.
    pub fn may(&self, access: Access) -> bool {
        match access {
            Access::Public => true,
            Access::Needs(role, scope) => {
                self.role >= role && self.scopes.as_ref().is_none_or(|scopes| scopes.contains(&scope))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_limited_by_role_and_by_scope() {
        let caller = |role, scopes| Caller {
            name: "ann".into(),
            role,
            scopes,
            local: false,
        };
        let decide = Access::Needs(Role::Editor, Scope::Review);
        assert!(caller(Role::Editor, None).may(decide));
        assert!(caller(Role::Admin, Some(vec![Scope::Review])).may(decide));
        assert!(!caller(Role::Viewer, None).may(decide));
        assert!(!caller(Role::Viewer, Some(vec![Scope::Review])).may(decide));
        assert!(!caller(Role::Admin, Some(vec![Scope::Read])).may(decide));
        assert!(!caller(Role::Admin, Some(vec![])).may(decide));
    }

    #[test]
    fn names_are_read_back() {
        assert!(
            Role::ALL
                .into_iter()
                .all(|role| Role::of(role.code()) == Some(role))
        );
        assert!(
            Scope::ALL
                .into_iter()
                .all(|scope| Scope::of(scope.code()) == Some(scope))
        );
        assert_eq!(Role::of("root"), None);
    }
}
