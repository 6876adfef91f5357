//! A small city, served in this process: one city office, two townships, two villages each.

use casework::{
    Document, Moment, Step,
    directory::{Office, Person, Post, Role, Tier},
    document::Edit,
    schema::PersonField,
};
use ident::{DeviceId, DocKey, MatterId, OfficeCode, PersonId, PostId};
use relay::{
    Relay, Settings,
    demo::Hand,
    launch,
    relay::secret_hash,
    store::{Invitation, Store, sqlite::Durability},
};
use std::{path::Path, sync::Arc};
use tokio::{net::TcpListener, sync::watch, task::JoinHandle};
use wire::{Bytes, DocChanges};

use super::Scratch;

pub fn code(text: &str) -> OfficeCode {
    OfficeCode::parse(text).expect("a code")
}

pub const OFFICES: [(&str, Option<&str>, Tier); 7] = [
    ("990101", None, Tier::City),
    ("990101001", Some("990101"), Tier::Township),
    ("990101002", Some("990101"), Tier::Township),
    ("990101001201", Some("990101001"), Tier::Village),
    ("990101001202", Some("990101001"), Tier::Village),
    ("990101002201", Some("990101002"), Tier::Village),
    ("990101002202", Some("990101002"), Tier::Village),
];

/// The post that an office's person holds: that of its head.
pub fn post(office: &str) -> PostId {
    let at = OFFICES.iter().position(|known| known.0 == office).expect("a known office") as u8 + 1;
    PostId::new([at; 8])
}

/// Fills a store with the offices, a person each with the post of its head, and invitations whose secrets are
/// `OFFICE-0` to `OFFICE-4`.
pub async fn furnish(store: &dyn Store) {
    let offices: Vec<Office> = OFFICES
        .iter()
        .map(|(office, parent, tier)| {
            Office::new(code(office), format!("所{office}"), parent.map(code), *tier)
        })
        .collect();
    store.put_offices(&offices).await.expect("offices");
    for (at, office) in (1u8..).zip(&offices) {
        let person = PersonId::new([at; 16]);
        let name = format!("人{at}");
        store
            .put_people(&[Person { id: person, name, office: office.code.clone() }])
            .await
            .expect("people");
        let head = Post {
            id: post(office.code.as_str()),
            person,
            office: office.code.clone(),
            role: Role::heads(office.tier)[0],
            from: "2020-01-01".parse().expect("a date"),
            ended: None,
            deputises: None,
        };
        store.put_posts(&[head]).await.expect("posts");
        for which in 0..5 {
            let secret = secret_hash(&format!("{}-{which}", office.code));
            let office = office.code.clone();
            let invitation = Invitation { secret_hash: secret, office, person, expires_at: None };
            store.invite(&invitation).await.expect("an invitation");
        }
    }
}

/// A device of an office that is not enrolled yet. `which` tells several of one office apart.
pub fn hand(office: &str, which: u8) -> Hand {
    let at = OFFICES.iter().position(|known| known.0 == office).expect("a known office") as u8 + 1;
    let device = DeviceId::new([at, which, 0, 0, 0, 0, 0, 9]);
    Hand::new(device, &[at * 16 + which; 32], code(office), PersonId::new([at; 16]))
}

pub struct Town {
    pub url: String,
    /// What the relay serves from, for what another process would do to it.
    pub store: Arc<dyn Store>,
    stop: watch::Sender<bool>,
    served: Option<JoinHandle<()>>,
    _scratch: Option<Scratch>,
}

impl Town {
    pub async fn new(name: &str) -> Self {
        let scratch = Scratch::new(name);
        let store = Relay::open_store(scratch.path(), Durability::Full).await.expect("a store");
        furnish(&*store).await;
        let mut town = Self::serve(store, scratch.path()).await;
        town._scratch = Some(scratch);
        town
    }

    /// Serves a store that is there already.
    pub async fn serve(store: Arc<dyn Store>, app: &Path) -> Self {
        let settings = Settings { app: app.to_owned(), ..Settings::default() };
        Self::serve_as(store, settings).await
    }

    /// Serves a store as set.
    pub async fn serve_as(store: Arc<dyn Store>, settings: Settings) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let url = format!("ws://{}/sync", listener.local_addr().expect("an address"));
        let (stop, shutdown) = watch::channel(false);
        let kept = Arc::clone(&store);
        let served = tokio::spawn(async move {
            launch(settings, store, vec![listener], shutdown).await.expect("serves");
        });
        Self { url, store: kept, stop, served: Some(served), _scratch: None }
    }

    /// In a directory, served as set.
    pub async fn with(name: &str, settings: Settings) -> Self {
        let scratch = Scratch::new(name);
        let store = Relay::open_store(scratch.path(), Durability::Full).await.expect("a store");
        furnish(&*store).await;
        let settings = Settings { app: scratch.path().to_owned(), ..settings };
        let mut town = Self::serve_as(store, settings).await;
        town._scratch = Some(scratch);
        town
    }

    /// On either of the databases.
    pub async fn at(home: &super::Home) -> Self {
        let store = home.open().await;
        furnish(&*store).await;
        Self::serve(store, home.path()).await
    }

    /// Where its data lies, where that is a directory of its own.
    pub fn path(&self) -> &Path {
        self._scratch.as_ref().expect("a directory of its own").path()
    }

    pub async fn stop(mut self) {
        let _ = self.stop.send(true);
        self.served.take().expect("served").await.expect("ends");
    }
}

/// The two documents of a new matter.
pub fn registration(hand: &Hand, matter: MatterId) -> (Document, Vec<DocChanges>) {
    let writer = hand.writer(Moment::from_millis(1_795_000_000_000));
    let step = Step::Registered {
        office: hand.office.clone(),
        local_no: format!("{}-1-0001", hand.office),
        on: Moment::from_millis(1_795_000_000_000).date(),
        rules: None,
    };
    let mut core = Document::new(DocKey::core(matter));
    let text = format!("反映人称，村口路面破损 {matter}");
    let bytes = core.write(&writer, &step, &[Edit::Narrative(text)]).expect("writes").bytes;
    let mut docs = vec![DocChanges { key: core.key().clone(), changes: vec![Bytes::from(bytes)] }];
    let mut people = Document::new(DocKey::people(matter));
    let name = Edit::Person {
        slot: "main".to_owned(),
        field: PersonField::Name,
        value: "单小兰".to_owned(),
    };
    let bytes = people.write(&writer, &Step::Edited {}, &[name]).expect("writes").bytes;
    docs.push(DocChanges { key: people.key().clone(), changes: vec![Bytes::from(bytes)] });
    (core, docs)
}
