//! The life of one network while it is being told: who there is, what is open, and the clock.

use std::collections::VecDeque;

use dialogue::{
    Account, AccountId, Act, Audience, Command, CommandId, DecisionId, MeetingId, MemberId, NetworkId,
    PractitionerId, PromiseId, QuestionId, Seat, Told, Who,
    people::{MemberDescribed, MemberNamed},
    team::{HeldBy, TeamJoined, TeamLeft},
};
use jiff::{SignedDuration, Timestamp};

use super::{MONTH, Step, calendar::Calendar, chance::Chance, staff};

/// One network.
pub(super) struct Life<'t> {
    pub(super) chance: Chance,
    pub(super) calendar: Calendar,
    pub(super) seed: u64,
    pub(super) n: u64,
    pub(super) id: NetworkId,
    /// When the service opened.
    pub(super) start: Timestamp,
    /// When it is looked at: nothing has been said after this.
    pub(super) end: Timestamp,
    pub(super) called_at: Timestamp,
    /// About when they would first meet.
    pub(super) first_at: Timestamp,
    pub(super) steps: Vec<Step>,
    team: &'t [PractitionerId],
    posts: Vec<PractitionerId>,
    pub(super) core: Vec<PractitionerId>,
    pub(super) holder: PractitionerId,
    /// Who writes down what members say, where that is not the holder.
    pub(super) pen: Option<PractitionerId>,
    pub(super) person: MemberId,
    pub(super) private: Vec<MemberId>,
    pub(super) helpers: Vec<MemberId>,
    pub(super) unsafe_pair: Option<(MemberId, MemberId)>,
    pub(super) circle: Option<Audience>,
    pub(super) questions: VecDeque<QuestionId>,
    pub(super) decisions: VecDeque<DecisionId>,
    pub(super) promises: VecDeque<PromiseId>,
    clock: Timestamp,
}

impl<'t> Life<'t> {
    pub(super) fn new(seed: u64, n: u64, start: Timestamp, months: u32, team: &'t [PractitionerId]) -> Self {
        let mut chance = Chance::of(seed, n);
        let calendar = Calendar::new();
        let months = i32::try_from(months).unwrap_or(i32::MAX);
        let end = start.checked_add(MONTH * months).unwrap_or(start);
        let called_at = called(&mut chance, &calendar, start, end);
        let id = NetworkId(chance.id(called_at));
        let posts = chance.some(team, 3);
        let holder = chance.pick(&posts, PractitionerId(id.0));
        let person = MemberId(chance.id(called_at));
        let mut life = Self {
            chance,
            calendar,
            seed,
            n,
            id,
            start,
            end,
            called_at,
            first_at: called_at,
            steps: Vec::with_capacity(1024),
            team,
            posts,
            core: Vec::new(),
            holder,
            pen: None,
            person,
            private: Vec::new(),
            helpers: Vec::new(),
            unsafe_pair: None,
            circle: None,
            questions: VecDeque::new(),
            decisions: VecDeque::new(),
            promises: VecDeque::new(),
            clock: called_at,
        };
        life.holder = staff::holds(holder, start, called_at);
        life
    }

    // ── The clock ──

    pub(super) fn now(&self) -> Timestamp {
        self.clock
    }
    /// Moves on to a moment; time never runs backwards.
    pub(super) fn to(&mut self, at: Timestamp) {
        self.clock = self.clock.max(at);
    }
    /// Lets some minutes pass.
    pub(super) fn pass(&mut self, minutes: i64) {
        self.clock = after(self.clock, minutes);
    }
    /// Whether the time has come at which the service is looked at.
    pub(super) fn is_over(&self) -> bool {
        self.clock > self.end
    }

    // ── Sending ──

    /// A new identity of now.
    pub(super) fn new_id(&mut self) -> uuid::Uuid {
        self.chance.id(self.clock)
    }
    pub(super) fn send(&mut self, by: Account, told: Told, act: Act) {
        if self.is_over() {
            return;
        }
        let command = Command { id: CommandId(self.new_id()), told, act };
        self.steps.push(Step { at: self.clock, by, network: self.id, command });
        let seconds = self.chance.between(4, 25);
        self.clock = self.clock.checked_add(SignedDuration::from_secs(seconds)).unwrap_or(self.clock);
    }
    /// The holder does the team's work.
    pub(super) fn tend(&mut self, act: Act) {
        self.send(staff::account_of(self.holder), Told::default(), act);
    }
    /// A member's own account.
    pub(super) fn account(&self, member: MemberId) -> Account {
        Account { id: AccountId(member.0), seat: Seat::Member(self.id, member) }
    }
    /// Whoever writes for a voice: a practitioner for themself; a member now and then; else the holder.
    pub(super) fn hand(&mut self, voice: Who, own: f64) -> Account {
        match voice {
            Who::Practitioner(id) => staff::account_of(id),
            Who::Member(id) if self.chance.happens(own) => self.account(id),
            Who::Member(_) => staff::account_of(self.pen.unwrap_or(self.holder)),
        }
    }

    // ── People ──

    pub(super) fn name(&mut self, member: MemberId, name: String) {
        self.tend(Act::NameMember(MemberNamed { member, name, is_person: false }));
    }
    pub(super) fn describe(&mut self, described: MemberDescribed) {
        self.tend(Act::DescribeMember(described));
    }

    // ── The team ──

    /// The core team is agreed; the holder is one of it.
    pub(super) fn agrees_team(&mut self) {
        let here: Vec<_> =
            self.posts.iter().map(|post| staff::holds(*post, self.start, self.clock)).collect();
        for practitioner in &here {
            let words = "Agreed at the first meeting.".to_owned();
            self.tend(Act::JoinTeam(TeamJoined { practitioner: *practitioner, words }));
        }
        if let Some(holder) = here.first().copied().filter(|_| !here.contains(&self.holder)) {
            let words = "Whoever took the call has left.".to_owned();
            self.tend(Act::Hold(HeldBy { holder, words }));
            self.holder = holder;
        }
        self.core = here;
    }
    /// Whoever left the service leaves the core team, after whoever follows them has been brought in.
    pub(super) fn renews_team(&mut self) {
        let here: Vec<_> =
            self.posts.iter().map(|post| staff::holds(*post, self.start, self.clock)).collect();
        let gone: Vec<_> = self.core.iter().copied().filter(|one| !here.contains(one)).collect();
        for practitioner in here.iter().copied().filter(|one| !self.core.contains(one)).collect::<Vec<_>>() {
            let words = "Met at the table before the one who leaves said goodbye.".to_owned();
            self.tend(Act::JoinTeam(TeamJoined { practitioner, words }));
        }
        for practitioner in gone {
            let by = staff::account_of(practitioner);
            if self.holder == practitioner {
                let holder = here.first().copied().unwrap_or(practitioner);
                let words = "Handed on with everybody's knowledge.".to_owned();
                self.send(by, Told::default(), Act::Hold(HeldBy { holder, words }));
                self.holder = holder;
            }
            let words = "Leaves the service; said goodbye.".to_owned();
            self.send(by, Told::default(), Act::LeaveTeam(TeamLeft { practitioner, words }));
        }
        self.core = here;
    }
    /// Somebody of the service who is not in the core team, to help out.
    pub(super) fn helper_out(&mut self) -> Option<PractitionerId> {
        let post = self.chance.pick(self.team, self.holder);
        Some(staff::holds(post, self.start, self.clock)).filter(|one| !self.core.contains(one))
    }
    /// The next meeting's identity, of now.
    pub(super) fn new_meeting(&mut self) -> MeetingId {
        MeetingId(self.new_id())
    }
}

/// That many minutes later.
pub(super) fn after(at: Timestamp, minutes: i64) -> Timestamp {
    at.checked_add(SignedDuration::from_mins(minutes)).unwrap_or(at)
}

/// The moment of the call: in the first quarter, by day rather than by night;
/// one in a hundred in the hour that comes twice, where there is such a night.
fn called(chance: &mut Chance, calendar: &Calendar, start: Timestamp, end: Timestamp) -> Timestamp {
    let quarter = end.duration_since(start).as_mins() / 4;
    let at = after(start, chance.between(0, quarter.max(1)));
    if chance.happens(0.01)
        && let Some(night) = calendar.hour_that_comes_twice(start).filter(|night| *night < end)
    {
        return night;
    }
    let is_night = calendar.wall(at).hour() < 7;
    if is_night && chance.happens(0.8) { after(at, 9 * 60).min(end) } else { at }
}
