//! The doorbell between processes (`LISTEN`/`NOTIFY`): it says that there may be something, the rows say what.
//! Rung after the commit, on a connection of its own; rings that come while one is under way are one.

use std::{future::poll_fn, sync::Arc, time::Duration};

use deadpool_postgres::Pool;
use tokio::sync::{Notify, watch};
use tokio_postgres::{AsyncMessage, Config, NoTls, config::SslMode};

/// How long after a lost connection the next one is tried. Whoever listens looks by itself meanwhile.
const AGAIN: Duration = Duration::from_secs(1);

/// Both ends of it. Goes with the engine.
pub(super) struct Bell {
    rung: Arc<Notify>,
    heard: watch::Receiver<u64>,
    tasks: [tokio::task::JoinHandle<()>; 2],
}

impl Bell {
    /// Hangs it.
    pub(super) fn hang(pool: Pool, config: Config) -> Self {
        let rung = Arc::new(Notify::new());
        let (hears, heard) = watch::channel(0);
        let tasks = [tokio::spawn(ring(pool, rung.clone())), tokio::spawn(listen(config, hears))];
        Self { rung, heard, tasks }
    }

    /// Rings it for every process that listens, this one included.
    pub(super) fn ring(&self) {
        self.rung.notify_one();
    }

    /// Where its rings are heard.
    pub(super) fn listen(&self) -> watch::Receiver<u64> {
        self.heard.clone()
    }
}

impl Drop for Bell {
    fn drop(&mut self) {
        self.tasks.iter().for_each(tokio::task::JoinHandle::abort);
    }
}

async fn ring(pool: Pool, rung: Arc<Notify>) {
    loop {
        rung.notified().await;
        // A ring that is lost is made up for by whoever looks by themselves.
        if let Ok(client) = pool.get().await
            && let Err(error) = client.batch_execute("NOTIFY polyphony_live").await
        {
            tracing::debug!(%error, "the doorbell was not rung");
        }
    }
}

async fn listen(config: Config, hears: watch::Sender<u64>) {
    loop {
        if let Err(error) = hear(&config, &hears).await {
            tracing::debug!(%error, "the doorbell is not heard");
        }
        tokio::time::sleep(AGAIN).await;
    }
}

async fn hear(config: &Config, hears: &watch::Sender<u64>) -> Result<(), tokio_postgres::Error> {
    if config.get_ssl_mode() == SslMode::Require {
        // The certificates of this machine could be read when the pool was made; if not, nothing rings.
        let Ok((tls, _)) = tokio_postgres_rustls::MakeRustlsConnect::with_native_certs() else {
            return Ok(());
        };
        let (client, connection) = config.connect(tls).await?;
        return follow(client, connection, hears).await;
    }
    let (client, connection) = config.connect(NoTls).await?;
    follow(client, connection, hears).await
}

async fn follow<S, T>(
    client: tokio_postgres::Client,
    mut connection: tokio_postgres::Connection<S, T>,
    hears: &watch::Sender<u64>,
) -> Result<(), tokio_postgres::Error>
where
    S: tokio::io::AsyncRead + tokio::io::AsyncWrite + Unpin,
    T: tokio::io::AsyncRead + tokio::io::AsyncWrite + Unpin,
{
    let listening = async move {
        client.batch_execute("LISTEN polyphony_live").await?;
        // The connection lasts as long as its client is held.
        std::future::pending::<()>().await;
        drop(client);
        Ok(())
    };
    let hearing = async {
        while let Some(message) = poll_fn(|cx| connection.poll_message(cx)).await {
            if matches!(message?, AsyncMessage::Notification(_)) {
                hears.send_modify(|rings| *rings += 1);
            }
        }
        Ok(())
    };
    tokio::select! {
        done = listening => done,
        done = hearing => done,
    }
}
