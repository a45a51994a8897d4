//! What is proven, and about what: the files in `policies/` and `policies/proofs/`, read as text.

use std::{fs, path::Path, str::FromStr as _};

use anyhow::{Context as _, Result, anyhow, bail};
use cedar_policy::{Policy, PolicyId, PolicySet, Schema, ValidationMode, Validator};

/// The policies, and every statement about them.
#[derive(Clone)]
pub(crate) struct Theory {
    pub(crate) schema: Schema,
    pub(crate) policies: PolicySet,
    /// Each a forbid that matches what is never asked.
    pub(crate) assumed: Vec<Statement>,
    /// Each a forbid or a permit that would change nothing.
    pub(crate) theorems: Vec<Statement>,
}

/// One statement: a policy with a sentence.
#[derive(Clone)]
pub(crate) struct Statement {
    pub(crate) name: String,
    pub(crate) says: String,
    pub(crate) policy: Policy,
}

impl Theory {
    /// Reads the folder of the policies; everything must keep to the schema.
    pub(crate) fn read(folder: &Path) -> Result<Self> {
        let schema = text(&folder.join("schema.cedarschema"))?;
        let (schema, _) = Schema::from_cedarschema_str(&schema).context("the schema cannot be read")?;
        let policies = PolicySet::from_policies(all(folder)?)?;
        let stated = all(&folder.join("proofs"))?;
        validate(&schema, &policies)?;
        validate(&schema, &PolicySet::from_policies(stated.clone())?)?;
        let mut theory = Self { schema, policies, assumed: Vec::new(), theorems: Vec::new() };
        for policy in stated {
            let name = policy.id().to_string();
            let (proves, assumed) = (policy.annotation("proves"), policy.annotation("assumed"));
            let (says, list) = match (proves, assumed) {
                (Some(says), None) => (says, &mut theory.theorems),
                (None, Some(says)) => (says, &mut theory.assumed),
                _ => bail!("{name} needs either @proves or @assumed, with a sentence"),
            };
            list.push(Statement { says: says.to_owned(), name, policy });
        }
        Ok(theory)
    }

    /// What is never asked, as policies that forbid it.
    pub(crate) fn never_asked(&self) -> impl Iterator<Item = Policy> {
        self.assumed.iter().map(|one| one.policy.clone())
    }
}

/// Every policy in the files of a folder, each under its `@id`, in the order of reading.
fn all(folder: &Path) -> Result<Vec<Policy>> {
    let mut files: Vec<_> = fs::read_dir(folder)
        .with_context(|| format!("{} cannot be read", folder.display()))?
        .map(|file| Ok(file?.path()))
        .collect::<Result<_>>()?;
    files.retain(|file| file.extension().is_some_and(|end| end == "cedar"));
    files.sort();
    let mut policies = Vec::new();
    for file in files {
        let name = file.display();
        let set = PolicySet::from_str(&text(&file)?).map_err(|cause| anyhow!("{name}: {cause}"))?;
        let mut read: Vec<_> = set.policies().collect();
        // Cedar numbers what it reads: policy0, policy1, …
        read.sort_by_key(|one| one.id().to_string().trim_start_matches("policy").parse::<usize>().ok());
        for policy in read {
            let id = policy.annotation("id").ok_or_else(|| anyhow!("{name}: a policy has no @id"))?;
            policies.push(policy.new_id(PolicyId::new(id)));
        }
    }
    Ok(policies)
}

fn text(file: &Path) -> Result<String> {
    fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))
}

fn validate(schema: &Schema, policies: &PolicySet) -> Result<()> {
    let checked = Validator::new(schema.clone()).validate(policies, ValidationMode::Strict);
    let errors = checked.validation_errors().map(ToString::to_string);
    let said: Vec<_> = errors.chain(checked.validation_warnings().map(ToString::to_string)).collect();
    if !said.is_empty() {
        bail!("not kept to the schema: {}", said.join("; "));
    }
    Ok(())
}
