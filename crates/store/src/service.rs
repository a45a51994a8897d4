//! The service's own stream: its name, its people and its settings, for everybody who signs in.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use dialogue::{Account, Context, EntryId, Service, ServiceCommand, decide_service};
use tokio::sync::RwLock;

use crate::{
    ActError, Acted, Store, StoreError,
    engine::{Unit, Written},
    permit::instant,
    stream::{Kind, SERVICE, Stream},
};

/// How often a command is decided anew when others keep writing.
const TRIES: usize = 5;

/// For how long the service as it is held is taken for what it is: a duty that ends, ends within a second.
const LATELY: Duration = Duration::from_secs(1);

/// The service as this process holds it.
#[derive(Default)]
pub(crate) struct ServicePlace(RwLock<Option<Held>>);

struct Held {
    stream: Stream,
    service: Arc<Service>,
    compared: Instant,
}

impl Held {
    fn now(stream: Stream, service: Arc<Service>) -> Self {
        Self { stream, service, compared: Instant::now() }
    }
}

impl Store {
    /// The service as it stands now.
    ///
    /// # Errors
    /// What the database says.
    pub async fn service(&self) -> Result<Arc<Service>, StoreError> {
        {
            let held = self.0.service.0.read().await;
            if let Some(held) = held.as_ref() {
                let found = self.0.engine.tail(SERVICE, i64::MAX).await?;
                if found.is_some_and(|found| found.stream.head == held.stream.head) {
                    return Ok(held.service.clone());
                }
            }
        }
        let mut held = self.0.service.0.write().await;
        let (stream, service) = self.service_now().await?;
        let answer = service.clone();
        *held = Some(Held::now(stream, service));
        Ok(answer)
    }

    /// The service as it stood within the last second: who has which duty.
    pub(crate) async fn service_lately(&self) -> Result<Arc<Service>, StoreError> {
        if let Some(held) = self.0.service.0.read().await.as_ref()
            && held.compared.elapsed() < LATELY
        {
            return Ok(held.service.clone());
        }
        let service = self.service().await?;
        if let Some(held) = self.0.service.0.write().await.as_mut() {
            held.compared = Instant::now();
        }
        Ok(service)
    }

    /// Carries out a command about the service.
    ///
    /// # Errors
    /// As [`Store::act`].
    pub async fn act_service(&self, account: &Account, command: ServiceCommand) -> Result<Acted, ActError> {
        let at = self.now().as_microsecond();
        let ctx = Context::new(instant(at)?, *account);
        let mut held = self.0.service.0.write().await;
        for _ in 0..TRIES {
            *held = None;
            let (mut stream, mut service) = self.service_now().await?;
            if service.has_seen(command.id) {
                *held = Some(Held::now(stream, service));
                return Ok(Acted { entries: Vec::new(), was_done_before: true });
            }
            let drafts = decide_service(&service, &command, &ctx)?;
            let mut batch = stream.batch();
            stream.seal(&mut batch, command.id, drafts, at, &self.0.keys)?;
            if batch.is_empty() {
                return Ok(Acted { entries: Vec::new(), was_done_before: false });
            }
            let (opened, head) = (batch.opened.clone(), batch.head);
            let append = Some(stream.append(batch));
            if self.0.engine.write(Unit { append, statements: Vec::new() }).await? == Written::Done {
                let entries: Vec<EntryId> = opened.iter().map(|entry| entry.id).collect();
                let now = Arc::make_mut(&mut service);
                opened.into_iter().for_each(|entry| now.apply(entry));
                stream.moved_to(head);
                *held = Some(Held::now(stream, service));
                return Ok(Acted { entries, was_done_before: false });
            }
        }
        Err(StoreError::SomebodyElse.into())
    }

    async fn service_now(&self) -> Result<(Stream, Arc<Service>), StoreError> {
        let mut service = Service::empty();
        let Some(tail) = self.0.engine.tail(SERVICE, 0).await? else {
            return Ok((Stream::begin(&self.0.keys, SERVICE, Kind::Service)?, Arc::new(service)));
        };
        let mut stream = Stream::found(&self.0.keys, SERVICE, &tail.stream)?;
        for entry in stream.open(tail.entries, tail.stream.head)? {
            service.apply(entry);
        }
        Ok((stream, Arc::new(service)))
    }
}
