//! Who the devices are.

use ident::{DeviceId, PublicKey, TenantId};
use std::collections::HashMap;
use wire::{Certificate, Chain, MAX_CHAIN, Revocation, Revoked, RootCertificate};

use super::finding::{Finding, Findings};
use crate::{
    doctor::{Each, fields::blob},
    root_file::RootFile,
    store::{
        StoreError,
        tables::{AUTHORITY, CERTIFICATE, DEVICE, Line, REVOCATION, Rows},
    },
};

/// What the keys come to.
#[derive(Default)]
pub(super) struct Known {
    pub root: Option<RootCertificate>,
    /// The keys of devices, as their certificates have them; else as the table has them.
    pub keys: HashMap<DeviceId, PublicKey>,
    /// How many devices have certificates that lead to the root.
    pub proven: u64,
}

pub(super) async fn read(
    rows: &mut dyn Rows,
    tenant: TenantId,
    file: Option<&RootFile>,
    findings: &mut Findings,
) -> Result<Known, StoreError> {
    let lines = rows.page(&AUTHORITY, None, 1).await?;
    let root = lines.first().and_then(|line| blob(line, 1));
    let root: Option<RootCertificate> = root.and_then(|bytes| minicbor::decode(bytes).ok());
    match &root {
        None => findings.add(Finding::Root("没有 there is none")),
        Some(root) if root.verify().is_err() || root.tenant != tenant => {
            findings.add(Finding::Root("被改动 it was altered"));
        }
        Some(root) => {
            let other = |file: &RootFile| file.certificate.key != root.key;
            if file.is_some_and(other) {
                findings.add(Finding::Root("与离线文件不同 not that of the file kept offline"));
            }
        }
    }
    let certificates = certificates(rows).await?;
    let mut known = Known { root, ..Known::default() };
    let mut each = Each::of(DEVICE);
    while let Some(line) = each.next(rows).await? {
        let Some((device, key)) = device(&line) else {
            findings.add(Finding::Other(each.fault().to_string()));
            continue;
        };
        known.keys.insert(device, key);
        match known.judge(device, &key, &certificates) {
            Ok(()) => known.proven += 1,
            Err(why) => findings.add(Finding::Device { device, why }),
        }
    }
    let mut each = Each::of(REVOCATION);
    while let Some(line) = each.next(rows).await? {
        let said: Option<Revocation> =
            blob(&line, 2).and_then(|bytes| minicbor::decode(bytes).ok());
        let device = said.map(|said| said.device);
        let good = said.is_some_and(|revocation| {
            let chain = match revocation.by {
                Some(by) => chain(by, &certificates),
                None => Chain::default(),
            };
            let proof = Revoked { revocation, chain };
            known.root.as_ref().is_some_and(|root| proof.verify(root, revocation.device).is_ok())
        });
        if !good {
            let why = "停用记录被改动 its revocation was altered";
            match device {
                Some(device) => findings.add(Finding::Device { device, why }),
                None => findings.add(Finding::Other(each.fault().to_string())),
            }
        }
    }
    Ok(known)
}

fn device(line: &Line) -> Option<(DeviceId, PublicKey)> {
    let id = DeviceId::from_slice(blob(line, 0)?).ok()?;
    Some((id, PublicKey::from_slice(blob(line, 3)?).ok()?))
}

async fn certificates(rows: &mut dyn Rows) -> Result<HashMap<DeviceId, Certificate>, StoreError> {
    let mut certificates = HashMap::new();
    let mut each = Each::of(CERTIFICATE);
    while let Some(line) = each.next(rows).await? {
        let read: Option<Certificate> =
            blob(&line, 1).and_then(|bytes| minicbor::decode(bytes).ok());
        if let Some(certificate) = read {
            certificates.insert(certificate.device, certificate);
        }
    }
    Ok(certificates)
}

fn chain(device: DeviceId, certificates: &HashMap<DeviceId, Certificate>) -> Chain {
    let mut chain = Chain::default();
    let mut next = Some(device);
    while let Some(certificate) = next.take().and_then(|device| certificates.get(&device)) {
        next = certificate.by.filter(|_| chain.0.len() < MAX_CHAIN);
        chain.0.push(certificate.clone());
    }
    chain
}

impl Known {
    fn judge(
        &self,
        device: DeviceId,
        key: &PublicKey,
        certificates: &HashMap<DeviceId, Certificate>,
    ) -> Result<(), &'static str> {
        let root = self.root.as_ref().ok_or("无从证明 there is no root to prove it by")?;
        let chain = chain(device, certificates);
        let own = chain.verify(root).map_err(|error| match error {
            wire::BadChain::Length => "没有证书 it has no certificate",
            _ => "证书不能追到根密钥 its certificates do not lead to the root",
        })?;
        if own.device == device && own.key == *key {
            Ok(())
        } else {
            Err("公钥与证书不符 its key is not that of its certificate")
        }
    }
}
