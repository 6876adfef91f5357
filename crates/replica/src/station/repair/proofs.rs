//! The manifests that are here, found by what they list.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use casework::history::SeenChange;
use ident::{ChangeHash, DeviceId, DocId};
use wire::{Manifest, ManifestEntry};

use super::super::{Station, StationError};
use crate::{Space, Store};

/// All manifests that came with changes, and the own ones.
#[derive(Debug, Default)]
pub(in super::super) struct Proofs {
    manifests: Vec<Manifest>,
    listed: HashMap<(DeviceId, ManifestEntry), usize>,
}

impl Proofs {
    /// Of these manifests, under the numbers of their places.
    pub(in super::super) fn of(manifests: Vec<Manifest>) -> Self {
        let mut proofs = Self::default();
        manifests.into_iter().for_each(|manifest| proofs.add(manifest));
        proofs
    }

    fn add(&mut self, manifest: Manifest) {
        let at = self.manifests.len();
        for entry in &manifest.entries {
            self.listed.entry((manifest.device, *entry)).or_insert(at);
        }
        self.manifests.push(manifest);
    }

    /// A manifest.
    pub(super) fn manifest(&self, at: usize) -> Option<&Manifest> {
        self.manifests.get(at)
    }

    /// For each of these changes of a document, which come ancestors first, the manifest that vouches
    /// for it: one of its device that lists it, or a later change of that device.
    pub(in super::super) fn vouchers(
        &self,
        doc: DocId,
        changes: &[SeenChange],
    ) -> Vec<Option<usize>> {
        let index: HashMap<ChangeHash, usize> =
            changes.iter().enumerate().map(|(at, change)| (change.hash, at)).collect();
        let mut later: Vec<BTreeMap<DeviceId, usize>> = vec![BTreeMap::new(); changes.len()];
        let mut proofs = vec![None; changes.len()];
        for (at, change) in changes.iter().enumerate().rev() {
            let device = change.device();
            let mut covers = later.get_mut(at).map(core::mem::take).unwrap_or_default();
            let entry = ManifestEntry::of(doc, &change.hash);
            if let Some(listed) = self.listed.get(&(device, entry)) {
                covers.insert(device, *listed);
            }
            if let Some(proof) = proofs.get_mut(at) {
                *proof = covers.get(&device).copied();
            }
            for dep in change.deps.iter().filter_map(|dep| index.get(dep)) {
                if let Some(of_dep) = later.get_mut(*dep) {
                    of_dep.extend(covers.iter().map(|(device, proof)| (*device, *proof)));
                }
            }
        }
        proofs
    }

    /// The manifests with these numbers, each once.
    pub(in super::super) fn all(&self, used: &BTreeSet<usize>) -> Vec<Manifest> {
        used.iter().filter_map(|at| self.manifest(*at)).cloned().collect()
    }
}

impl<S: Store> Station<S> {
    /// Reads the manifests. One that cannot be read proves nothing.
    pub(in super::super) async fn read_proofs(&self) -> Result<Proofs, StationError> {
        let mut proofs = Proofs::default();
        for (_, bytes) in self.read_all(Space::Manifests, &[vec![]]).await?.concat() {
            if let Ok(manifest) = minicbor::decode::<Manifest>(&bytes) {
                proofs.add(manifest);
            }
        }
        Ok(proofs)
    }
}
