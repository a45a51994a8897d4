//! PostgreSQL for tests, started from the installed binaries: one cluster for each test process,
//! one database for each test. It runs as an ordinary user, waits for the disk, and goes when the test process goes.

use std::{
    io::{BufRead, BufReader, Write},
    path::{Path, PathBuf},
    process::{Child, ChildStdin, Command, Stdio},
    sync::{
        Mutex, OnceLock, PoisonError,
        atomic::{AtomicU32, Ordering},
        mpsc::{Receiver, channel},
    },
};

use anyhow::{Context, Result, anyhow, bail};

/// A keeper outlives nobody: it starts the server when told, and when our end of its pipe closes
/// (the test process has ended, however it ended) it stops the server and removes the directory.
const KEEPER: &str = r#"
dir=$1; shift; pid=
while read -r word; do "$@" </dev/null & pid=$!; done
[ -n "$pid" ] && kill -QUIT "$pid" 2>/dev/null
wait; rm -rf "$dir"
"#;

/// A running PostgreSQL server with a data directory of its own.
pub struct Cluster {
    dir: PathBuf,
    bin: PathBuf,
    pipe: Mutex<Option<ChildStdin>>,
    keeper: Mutex<Child>,
    log: Mutex<Receiver<String>>,
    databases: AtomicU32,
}

impl Cluster {
    /// The cluster of this test process.
    ///
    /// # Panics
    /// With a sentence that says what to install, when PostgreSQL is not there.
    pub fn shared() -> &'static Self {
        static SHARED: OnceLock<Cluster> = OnceLock::new();
        SHARED.get_or_init(|| match Self::start() {
            Ok(cluster) => cluster,
            #[expect(clippy::panic, reason = "a test without its database has nothing else to say")]
            Err(error) => panic!("{error:#}"),
        })
    }

    /// A cluster of one's own, for tests that kill it.
    ///
    /// # Errors
    /// When PostgreSQL is not installed or does not start.
    pub fn start() -> Result<Self> {
        let bin = binaries()?;
        let dir = tempfile::Builder::new().prefix("polyphony-postgres-").tempdir()?.keep();
        let user = ordinary_user()?;
        if let Some((user, group)) = &user {
            run(Command::new("chown").arg(format!("{user}:{group}")).arg(&dir))?;
        }
        let data = dir.join("data");
        let mut initdb = as_user(user.as_ref(), &bin.join("initdb"));
        initdb.args([
            "--no-locale",
            "--encoding=UTF8",
            "--auth=trust",
            "--username=polyphony",
            "--no-sync",
            "-D",
        ]);
        run(initdb.arg(&data))?;
        let mut keeper = as_user(user.as_ref(), Path::new("/bin/sh"));
        keeper
            .args(["-c", KEEPER, "keeper"])
            .arg(&dir)
            .arg(bin.join("postgres"))
            .arg("-D")
            .arg(&data)
            .arg("-k")
            .arg(&dir);
        for setting in [
            "listen_addresses=",
            "fsync=on",
            "synchronous_commit=on",
            "full_page_writes=on",
            "max_connections=200",
            "shared_buffers=64MB",
        ] {
            keeper.args(["-c", setting]);
        }
        let mut keeper = keeper.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn()?;
        let (send, log) = channel();
        let lines = BufReader::new(keeper.stderr.take().context("the server's log")?).lines();
        // Read to the end, so that the server never waits for its log.
        std::thread::spawn(move || lines.map_while(Result::ok).try_for_each(|line| send.send(line)));
        let pipe = Mutex::new(keeper.stdin.take());
        let cluster = Self {
            dir,
            bin,
            pipe,
            keeper: Mutex::new(keeper),
            log: Mutex::new(log),
            databases: AtomicU32::new(0),
        };
        cluster.run()?;
        Ok(cluster)
    }

    /// Starts the server (again) and waits until it says that it is ready.
    ///
    /// # Errors
    /// With the server's log, when it does not start.
    pub fn run(&self) -> Result<()> {
        let mut pipe = self.pipe.lock().unwrap_or_else(PoisonError::into_inner);
        pipe.as_mut().context("the keeper's pipe")?.write_all(b"run\n")?;
        let log = self.log.lock().unwrap_or_else(PoisonError::into_inner);
        let mut said = String::new();
        for line in log.iter() {
            if line.contains("database system is ready to accept connections") {
                return Ok(());
            }
            said.push_str(&line);
            said.push('\n');
            if line.contains("FATAL") && !line.contains("the database system is") {
                break;
            }
        }
        bail!("PostgreSQL did not start:\n{said}")
    }

    /// Kills the server and all its processes with SIGKILL, as a power cut would, and waits until they are gone.
    ///
    /// # Errors
    /// When the server was not running.
    pub fn kill(&self) -> Result<()> {
        let file = std::fs::read_to_string(self.dir.join("data/postmaster.pid"))?;
        let postmaster: u32 = file.lines().next().context("the server's process id")?.trim().parse()?;
        let mut all = children(postmaster)?;
        all.push(postmaster);
        run(Command::new("sh")
            .args(["-c", "kill -9 \"$@\" 2>/dev/null || true", "kill"])
            .args(all.iter().map(u32::to_string)))?;
        while all.iter().any(|process| is_alive(*process)) {
            std::thread::yield_now();
        }
        Ok(())
    }

    /// Makes a new empty database and gives its address.
    ///
    /// # Errors
    /// When the server does not answer.
    pub fn database(&self) -> Result<String> {
        let name = format!("test_{}", self.databases.fetch_add(1, Ordering::Relaxed));
        let mut create = Command::new(self.bin.join("createdb"));
        run(create.arg("-h").arg(&self.dir).args(["-U", "polyphony", "-T", "template0", &name]))?;
        Ok(self.address(&name))
    }

    /// The address of a database by name.
    pub fn address(&self, name: &str) -> String {
        let host = self.dir.display().to_string().replace('/', "%2F");
        format!("postgres://polyphony@{host}/{name}")
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        *self.pipe.lock().unwrap_or_else(PoisonError::into_inner) = None;
        // The keeper removes everything; if it is gone already there is nothing to wait for.
        let _ = self.keeper.lock().unwrap_or_else(PoisonError::into_inner).wait();
    }
}

/// Where `initdb` and `postgres` are.
fn binaries() -> Result<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut places: Vec<PathBuf> = std::env::split_paths(&path).collect();
    if let Ok(told) = Command::new("pg_config").arg("--bindir").output() {
        places.push(PathBuf::from(String::from_utf8_lossy(&told.stdout).trim()));
    }
    let mut versions: Vec<PathBuf> = std::fs::read_dir("/usr/lib/postgresql")
        .map(|found| found.filter_map(Result::ok).map(|version| version.path().join("bin")).collect())
        .unwrap_or_default();
    versions.sort();
    places.extend(versions.into_iter().rev());
    let complete =
        |place: &PathBuf| ["initdb", "postgres", "createdb"].iter().all(|name| place.join(name).is_file());
    places.into_iter().find(complete).ok_or_else(|| {
        anyhow!("PostgreSQL is not installed, and these tests run on it: `apt-get install postgresql`")
    })
}

/// PostgreSQL refuses to run as root: the user and group to run it as, when the tests do.
fn ordinary_user() -> Result<Option<(String, String)>> {
    let is_root = std::fs::metadata("/proc/self").map(|me| std::os::unix::fs::MetadataExt::uid(&me) == 0)?;
    if !is_root {
        return Ok(None);
    }
    let users = std::fs::read_to_string("/etc/passwd")?;
    let ids = |name: &str| {
        let line = users.lines().find(|line| line.split(':').next() == Some(name))?;
        let mut ids = line.split(':').skip(2).map(str::to_owned);
        Some((ids.next()?, ids.next()?))
    };
    ["postgres", "nobody"].into_iter().find_map(ids).map(Some).context("no user but root")
}

fn as_user(user: Option<&(String, String)>, program: &Path) -> Command {
    let Some((user, group)) = user else { return Command::new(program) };
    let mut command = Command::new("setpriv");
    command.args(["--reuid", user, "--regid", group, "--clear-groups", "--"]).arg(program).current_dir("/");
    command
}

fn run(command: &mut Command) -> Result<()> {
    let name = command.get_program().to_owned();
    let output = command
        .stdin(Stdio::null())
        .output()
        .with_context(|| format!("{} could not be run", name.display()))?;
    if !output.status.success() {
        bail!("{} failed: {}", name.display(), String::from_utf8_lossy(&output.stderr));
    }
    Ok(())
}

fn children(of: u32) -> Result<Vec<u32>> {
    let mut all = Vec::new();
    for process in std::fs::read_dir("/proc")?.filter_map(Result::ok) {
        let Some(id) = process.file_name().to_str().and_then(|name| name.parse().ok()) else { continue };
        if fields(id).is_some_and(|(_, parent)| parent == of) {
            all.push(id);
        }
    }
    Ok(all)
}

fn is_alive(process: u32) -> bool {
    fields(process).is_some_and(|(state, _)| state != "Z")
}

/// State and parent of a process (proc(5), `/proc/pid/stat`).
fn fields(process: u32) -> Option<(String, u32)> {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    let mut rest = stat.rsplit_once(')')?.1.split_whitespace();
    Some((rest.next()?.to_owned(), rest.next()?.parse().ok()?))
}
