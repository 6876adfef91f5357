//! Which formal steps each change builds on.

use std::{collections::HashMap, rc::Rc};

use ident::ChangeHash;

use crate::history::SeenChange;

/// A set of small numbers.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Set(Vec<u64>);

impl Set {
    /// The numbers from 0 up to, not including, `end`.
    pub fn all(end: usize) -> Self {
        let mut set = Self::default();
        (0..end).for_each(|at| set.insert(at));
        set
    }

    pub fn insert(&mut self, at: usize) {
        let word = at / 64;
        if self.0.len() <= word {
            self.0.resize(word + 1, 0);
        }
        if let Some(bits) = self.0.get_mut(word) {
            *bits |= 1 << (at % 64);
        }
    }

    pub fn contains(&self, at: usize) -> bool {
        self.0.get(at / 64).is_some_and(|bits| bits & (1 << (at % 64)) != 0)
    }

    fn extend(&mut self, other: &Self) {
        if self.0.len() < other.0.len() {
            self.0.resize(other.0.len(), 0);
        }
        for (own, theirs) in self.0.iter_mut().zip(&other.0) {
            *own |= theirs;
        }
    }

    fn len(&self) -> usize {
        self.0.iter().map(|bits| bits.count_ones() as usize).sum()
    }

    /// Whether it holds all of the numbers below `end`, given that it holds no others.
    pub fn is_first(&self, end: usize) -> bool {
        self.len() == end
    }

    pub fn iter(&self) -> impl Iterator<Item = usize> {
        self.0.iter().enumerate().flat_map(|(word, bits)| {
            (0..64).filter(move |bit| bits & (1 << bit) != 0).map(move |bit| word * 64 + bit)
        })
    }
}

/// Formal steps and who builds on whom. A formal step has a number in the order of the changes.
#[derive(Debug)]
pub(super) struct Ancestry {
    /// The change of each formal step.
    acts: Vec<usize>,
    /// The number of each change that is a formal step.
    number: HashMap<usize, usize>,
    /// Of each change, the formal steps among its ancestors.
    known: Vec<Rc<Set>>,
    /// Formal steps beyond the limit.
    beyond: Vec<usize>,
}

impl Ancestry {
    pub fn of(changes: &[SeenChange], is_act: impl Fn(&SeenChange) -> bool, limit: usize) -> Self {
        let mut ancestry = Self {
            acts: Vec::new(),
            number: HashMap::new(),
            known: Vec::with_capacity(changes.len()),
            beyond: Vec::new(),
        };
        let mut index: HashMap<ChangeHash, usize> = HashMap::with_capacity(changes.len());
        for (at, change) in changes.iter().enumerate() {
            let known = ancestry.known_from(change, &index);
            ancestry.known.push(known);
            index.insert(change.hash, at);
            if !is_act(change) {
                continue;
            }
            if ancestry.acts.len() == limit {
                ancestry.beyond.push(at);
            } else {
                ancestry.number.insert(at, ancestry.acts.len());
                ancestry.acts.push(at);
            }
        }
        ancestry
    }

    fn known_from(&self, change: &SeenChange, index: &HashMap<ChangeHash, usize>) -> Rc<Set> {
        let deps: Vec<usize> =
            change.deps.iter().filter_map(|dep| index.get(dep).copied()).collect();
        // The usual case shares the set of the one change before.
        if let [only] = deps.as_slice()
            && !self.number.contains_key(only)
            && let Some(known) = self.known.get(*only)
        {
            return Rc::clone(known);
        }
        let mut set = Set::default();
        for dep in deps {
            if let Some(known) = self.known.get(dep) {
                set.extend(known);
            }
            if let Some(number) = self.number.get(&dep) {
                set.insert(*number);
            }
        }
        Rc::new(set)
    }

    /// How many formal steps there are.
    pub fn acts(&self) -> usize {
        self.acts.len()
    }

    /// The change of a formal step.
    pub fn change_of(&self, act: usize) -> Option<usize> {
        self.acts.get(act).copied()
    }

    /// The formal steps that a formal step builds on.
    pub fn ancestors(&self, act: usize) -> Rc<Set> {
        self.change_of(act).and_then(|at| self.known.get(at)).map(Rc::clone).unwrap_or_default()
    }

    /// Formal steps beyond the limit, as changes.
    pub fn beyond(&self) -> impl Iterator<Item = usize> {
        self.beyond.iter().copied()
    }

    /// Whether a change builds on the formal step that another change is.
    pub fn knows(&self, change: usize, of: usize) -> bool {
        match (self.known.get(change), self.number.get(&of)) {
            (Some(known), Some(number)) => known.contains(*number),
            _ => false,
        }
    }
}

/// Every change that a change builds on.
pub(super) fn all_ancestors(
    change: usize,
    changes: &[SeenChange],
    index: &HashMap<ChangeHash, usize>,
) -> Set {
    let mut found = Set::default();
    let mut open = vec![change];
    while let Some(at) = open.pop() {
        let deps = changes.get(at).map_or(&[][..], |change| change.deps.as_slice());
        for dep in deps.iter().filter_map(|dep| index.get(dep)) {
            if !found.contains(*dep) {
                found.insert(*dep);
                open.push(*dep);
            }
        }
    }
    found
}
