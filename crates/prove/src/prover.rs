//! One statement against the policies: for every question that the schema allows, not for examples.
//!
//! A forbid is proven when the policies permit nothing that it matches, a permit when they permit all of it.
//! Every counterexample is asked again of the ordinary authorizer.

use anyhow::{Context as _, Result, bail};
use cedar_policy::{Authorizer, Decision, Effect, Policy, PolicyId, PolicySet, RequestEnv};
use cedar_policy_symcc::{CedarSymCompiler, CompiledPolicySet, Env, solver::LocalSolver};
use tokio::runtime::Runtime;

use crate::theory::{Statement, Theory};

/// What came of a statement.
pub(crate) enum Verdict {
    /// For every question.
    Holds,
    /// There is nothing that it speaks about, so it says nothing.
    Empty,
    /// It does not hold here.
    Fails(Box<Counterexample>),
}

/// A question that the policies answer otherwise than the statement says.
pub(crate) struct Counterexample {
    pub(crate) env: Env,
    /// What the policies answer.
    pub(crate) permitted: bool,
    /// The policies that decide it.
    pub(crate) because: Vec<String>,
}

/// The solver, kept running for many questions.
pub(crate) struct Prover {
    runtime: Runtime,
    solver: CedarSymCompiler<LocalSolver>,
}

impl Prover {
    /// Starts the solver that `CVC5` names, or `cvc5` along the path.
    pub(crate) fn start() -> Result<Self> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let solver = {
            let _inside = runtime.enter();
            LocalSolver::cvc5_with_args(["--tlimit-per=60000"])
        };
        let solver = solver.context("the solver cvc5 cannot be started (Debian's package is cvc5)")?;
        Ok(Self { runtime, solver: CedarSymCompiler::new(solver)? })
    }

    /// Does the statement hold for every question that it speaks about?
    pub(crate) fn judge(&mut self, theory: &Theory, statement: &Statement) -> Result<Verdict> {
        if let Some(found) = self.counterexample(theory, statement)? {
            return Ok(Verdict::Fails(Box::new(found)));
        }
        Ok(if self.is_asked(theory, &statement.policy)? { Verdict::Holds } else { Verdict::Empty })
    }

    /// A question that the policies answer otherwise than the statement says.
    pub(crate) fn counterexample(
        &mut self,
        theory: &Theory,
        statement: &Statement,
    ) -> Result<Option<Counterexample>> {
        let stated = &statement.policy;
        let [narrow, wide] = match stated.effect() {
            Effect::Forbid => [theory.policies.clone(), anything_but(stated)?],
            Effect::Permit => [set([stated.clone()])?, theory.policies.clone()],
        };
        let narrow = with(narrow, theory.never_asked())?;
        // Kinds for which a statement does not keep to the schema would be left out here:
        // `Theory::read` has refused such a statement.
        for env in stated.get_valid_request_envs(&theory.schema) {
            let found = self.difference(theory, &narrow, &wide, &env);
            if let Some(found) = found.with_context(|| format!("while proving {}", statement.name))? {
                return confirm(theory, found, stated.effect() == Effect::Forbid).map(Some);
            }
        }
        Ok(None)
    }

    /// Does the policy match anything that is ever asked?
    pub(crate) fn is_asked(&mut self, theory: &Theory, policy: &Policy) -> Result<bool> {
        let matched = with(set([permit(policy)?])?, theory.never_asked())?;
        for env in policy.get_valid_request_envs(&theory.schema) {
            if !self.denies_everything(theory, &matched, &env)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// A question that the first set permits and the second does not.
    fn difference(
        &mut self,
        theory: &Theory,
        narrow: &PolicySet,
        wide: &PolicySet,
        env: &RequestEnv,
    ) -> Result<Option<Env>> {
        let narrow = CompiledPolicySet::compile(narrow, env, &theory.schema)?;
        let wide = CompiledPolicySet::compile(wide, env, &theory.schema)?;
        let asked = self.solver.check_implies_with_counterexample_opt(&narrow, &wide);
        Ok(self.runtime.block_on(asked)?)
    }

    /// Does this set permit nothing of this kind?
    pub(crate) fn denies_everything(
        &mut self,
        theory: &Theory,
        policies: &PolicySet,
        env: &RequestEnv,
    ) -> Result<bool> {
        let policies = CompiledPolicySet::compile(policies, env, &theory.schema)?;
        Ok(self.runtime.block_on(self.solver.check_always_denies_opt(&policies))?)
    }

    /// Does this set permit everything of this kind?
    pub(crate) fn permits_everything(
        &mut self,
        theory: &Theory,
        policies: &PolicySet,
        env: &RequestEnv,
    ) -> Result<bool> {
        let policies = CompiledPolicySet::compile(policies, env, &theory.schema)?;
        Ok(self.runtime.block_on(self.solver.check_always_allows_opt(&policies))?)
    }

    /// Can this policy fail while it is evaluated?
    pub(crate) fn never_fails(&mut self, theory: &Theory, policy: &Policy, env: &RequestEnv) -> Result<bool> {
        let policy = cedar_policy_symcc::CompiledPolicy::compile(policy, env, &theory.schema)?;
        Ok(self.runtime.block_on(self.solver.check_never_errors_opt(&policy))?)
    }
}

/// Asks the ordinary authorizer the question that the solver found.
fn confirm(theory: &Theory, env: Env, permitted: bool) -> Result<Counterexample> {
    let answer = Authorizer::new().is_authorized(&env.request, &theory.policies, &env.entities);
    if (answer.decision() == Decision::Allow) != permitted {
        bail!("the solver and the authorizer disagree about this question:\n{env}");
    }
    let mut because: Vec<_> = answer.diagnostics().reason().map(ToString::to_string).collect();
    because.sort();
    Ok(Counterexample { env, permitted, because })
}

/// Policies as a set.
fn set(policies: impl IntoIterator<Item = Policy>) -> Result<PolicySet> {
    Ok(PolicySet::from_policies(policies)?)
}

/// The same set with more in it.
fn with(mut policies: PolicySet, more: impl IntoIterator<Item = Policy>) -> Result<PolicySet> {
    for policy in more {
        policies.add(policy)?;
    }
    Ok(policies)
}

/// Everything is permitted but what this forbids.
fn anything_but(forbid: &Policy) -> Result<PolicySet> {
    let id = Some(PolicyId::new("anything"));
    let anything = Policy::parse(id, "permit (principal, action, resource);")?;
    set([anything, forbid.clone()])
}

/// A permit of exactly what the policy matches, whether it permits or forbids it.
fn permit(policy: &Policy) -> Result<Policy> {
    let mut text = policy.to_json()?;
    if let Some(effect) = text.get_mut("effect") {
        *effect = "permit".into();
    }
    Ok(Policy::from_json(Some(policy.id().clone()), text)?)
}
