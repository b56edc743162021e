"""Who may propose a change of an organisation that others keep too, and who may decide on one."""

from datetime import date

from members.models import ChangeProposal, Organisation
from members.models.proposals import ChangeProposalQuerySet
from members.reach import clusters_of_row, is_narrow, kept_rows, own_rows
from members.rights import Account, clusters_of_staff, is_staff
from thai.calendar import fiscal_year_of

RIGHT = "members.change_organisation"


def may_propose(user: Account, organisation: Organisation, *, on: date) -> bool:
    """Tell whether an account keeps an organisation together with others, so that its change waits for them."""
    if not (is_narrow(user, Organisation) and user.has_perm(RIGHT)) or organisation.merged_into_id:
        return False
    rows = Organisation.objects.filter(pk=organisation.pk)
    return own_rows(user, rows, on=on).exists() and not kept_rows(user, rows, on=on).exists()


def may_decide(user: Account, proposal: ChangeProposal, *, on: date) -> bool:
    """Tell whether an account keeps all clusters of the organisation, alone or together with the proposer.

    That nobody decides on what they proposed themselves, ``refuse_own_work`` says.
    """
    if not (is_staff(user) and user.has_perm(RIGHT)):
        return False
    if not is_narrow(user, Organisation):
        return True
    if not own_rows(user, Organisation.objects.filter(pk=proposal.organisation_id), on=on).exists():
        return False
    elsewhere = clusters_of_row(proposal, fiscal_year_of(on))
    for keeper in (user, proposal.proposed_by):
        elsewhere = elsewhere.exclude(pk__in=clusters_of_staff(keeper, on=on).values("pk"))
    return not elsewhere.exists()


def waiting_for(user: Account, *, on: date) -> ChangeProposalQuerySet:
    """Return the proposals of others on which an account is to say something: not those of its own centre."""
    if not (is_staff(user) and user.has_perm(RIGHT)):
        return ChangeProposal.objects.none()
    rows = ChangeProposal.objects.waiting().exclude(proposed_by=user)
    if is_narrow(user, ChangeProposal):
        rows = rows.exclude(proposed_by__centre=user.centre)
    return ChangeProposal.objects.filter(pk__in=own_rows(user, rows, on=on).values("pk"))
