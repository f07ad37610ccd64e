"""Our taxonomy, row by row: every code the providers publish has the meaning we agreed on."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from opsdesk.vendors.tracking.codes import map_scan

TABLE = """
label_created      -                     aftership   InfoReceived_001 Pending_001 Pending_002 Pending_006
label_created      -                     easypost    pre_transit label_created
label_created      -                     shopify     LABEL_PURCHASED LABEL_PRINTED CONFIRMED SUBMITTED FULFILLED MARKED_AS_FULFILLED
label_created      -                     17track     InfoReceived
label_created      -                     karrio      pending
picked_up          -                     aftership   InTransit_002
picked_up          -                     easypost    received_at_origin_facility
picked_up          -                     shopify     CARRIER_PICKED_UP
picked_up          -                     17track     InTransit_PickedUp
picked_up          -                     karrio      picked_up
in_transit         -                     aftership   InTransit_001 InTransit_003 InTransit_004 InTransit_007 InTransit_008 InTransit_009
in_transit         -                     easypost    in_transit arrived_at_facility departed_facility departed_origin_facility
in_transit         -                     easypost    received_at_destination_facility arrived_at_destination transferred_to_destination_carrier status_update
in_transit         -                     shopify     IN_TRANSIT
in_transit         -                     17track     InTransit_Other InTransit_Departure InTransit_Arrival
in_transit         -                     karrio      in_transit
in_transit         customs_hold          aftership   InTransit_005 InTransit_006 Exception_004
in_transit         customs_hold          17track     InTransit_CustomsProcessing InTransit_CustomsReleased
in_transit         customs_hold          karrio      customs_delay customs_inspection in_transit/customs_delay
in_transit         customs_docs          aftership   Exception_018
in_transit         customs_docs          easypost    awaiting_information
in_transit         customs_docs          shopify     BUYER_ACTION_REQUIRED
in_transit         customs_docs          17track     InTransit_CustomsRequiringInformation
in_transit         customs_docs          karrio      customs_documentation
in_transit         payment_due           aftership   Exception_006
in_transit         payment_due           karrio      customs_duties_unpaid
in_transit         carrier_delay         aftership   Exception_005 Exception_016
in_transit         carrier_delay         easypost    delayed transit_exception
in_transit         carrier_delay         shopify     DELAYED
in_transit         carrier_delay         17track     Exception_Delayed
in_transit         carrier_delay         karrio      delivery_delayed carrier_vehicle_issue carrier_capacity_exceeded carrier_mechanical_delay carrier_not_enough_time
in_transit         missorted             easypost    missorted
in_transit         missorted             karrio      carrier_sorting_error
in_transit         weather               aftership   Exception_017
in_transit         weather               easypost    weather_delay
in_transit         weather               karrio      weather_delay
in_transit         force_majeure         karrio      natural_disaster force_majeure
in_transit         held                  aftership   Exception_001
in_transit         held                  easypost    held
in_transit         held                  karrio      on_hold regulatory_hold
in_transit         security_hold         17track     Exception_Security DeliveryFailure_Security
in_transit         security_hold         karrio      security_issue
out_for_delivery   -                     aftership   OutForDelivery_001 OutForDelivery_003 OutForDelivery_004
out_for_delivery   -                     easypost    out_for_delivery
out_for_delivery   -                     shopify     OUT_FOR_DELIVERY
out_for_delivery   -                     17track     OutForDelivery_Other
out_for_delivery   -                     karrio      out_for_delivery
delivery_attempted recipient_unavailable aftership   AttemptFail_001 AttemptFail_002
delivery_attempted recipient_unavailable shopify     ATTEMPTED_DELIVERY NOT_DELIVERED
delivery_attempted recipient_unavailable 17track     DeliveryFailure_NoBody DeliveryFailure_Other Exception_NoBody
delivery_attempted recipient_unavailable karrio      consignee_not_home consignee_not_available delivery_failed/consignee_not_home
delivery_attempted business_closed       aftership   AttemptFail_003
delivery_attempted business_closed       karrio      consignee_business_closed
delivery_attempted address_problem       aftership   Exception_007
delivery_attempted address_problem       easypost    address_correction
delivery_attempted address_problem       17track     DeliveryFailure_InvalidAddress
delivery_attempted address_problem       karrio      consignee_incorrect_address carrier_address_not_found
delivery_attempted refused               aftership   Exception_003
delivery_attempted refused               easypost    refused
delivery_attempted refused               17track     DeliveryFailure_Rejected Exception_Rejected
delivery_attempted refused               karrio      consignee_refused
delivery_attempted recipient_moved       aftership   Exception_002
ready_for_pickup   -                     aftership   AvailableForPickup_001
ready_for_pickup   -                     easypost    available_for_pickup arrived_at_pickup_location
ready_for_pickup   -                     shopify     READY_FOR_PICKUP READY_FOR_RECIPIENT_PICKUP
ready_for_pickup   -                     17track     AvailableForPickup_Other
ready_for_pickup   -                     karrio      ready_for_pickup
ready_for_pickup   pickup_not_collected  aftership   Exception_008
delivered          -                     aftership   Delivered_001 Delivered_002 Delivered_003 Delivered_004 Delivered_005
delivered          -                     easypost    delivered
delivered          -                     shopify     DELIVERED PICKED_UP
delivered          -                     17track     Delivered_Other
delivered          -                     karrio      delivered
returning          -                     aftership   Exception_010
returning          -                     easypost    return_to_sender return
returning          -                     shopify     RETURNING_TO_SENDER
returning          -                     17track     Exception_Returning
returning          -                     karrio      return_to_sender
returned           -                     aftership   Exception_011
returned           -                     17track     Exception_Returned
failed             lost                  aftership   Exception_013
failed             lost                  easypost    lost
failed             lost                  17track     Exception_Lost
failed             lost                  karrio      carrier_parcel_lost
failed             damaged               aftership   Exception_012
failed             damaged               easypost    damaged
failed             damaged               17track     Exception_Damage
failed             damaged               karrio      carrier_damaged_parcel
failed             destroyed             17track     Exception_Destroyed
failed             rejected_by_carrier   aftership   Exception_009
failed             rejected_by_carrier   17track     Exception_Other
failed             rejected_by_carrier   karrio      retailer_incorrect_parcel
cancelled          -                     easypost    cancelled
cancelled          -                     shopify     CANCELED LABEL_VOIDED
cancelled          -                     17track     Exception_Cancel
cancelled          -                     karrio      cancelled
unknown            invalid_tracking      easypost    error
unknown            invalid_tracking      shopify     FAILURE
unknown            invalid_tracking      17track     NotFound_InvalidCode NotFound_Other
unknown            -                     aftership   Expired_001
unknown            -                     easypost    unknown expired
unknown            -                     17track     Expired_Other
unknown            -                     karrio      unknown
"""  # noqa: E501
ROWS = [
    (provider, code, milestone, None if reason == "-" else reason)
    for milestone, reason, provider, *codes in map(str.split, TABLE.strip().splitlines())
    for code in codes
]


def ask(*lines):
    """Send lines through the command, as a person with a pipe would."""
    text = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
        out = io.StringIO()
        call_command("map_scans", stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_every_row_of_the_taxonomy():
    answers = ask(*({"provider": row[0], "code": row[1], "text": ""} for row in ROWS))

    for row, answer in zip(ROWS, answers, strict=True):
        said = (answer["milestone"].lower(), answer["reason"] and answer["reason"].lower())
        assert said == row[2:], row


@pytest.mark.parametrize(
    ("provider", "code", "text", "milestone", "reason"),
    [
        ("aftership", "Exception_001", "Parcel was destroyed", "failed", "destroyed"),
        ("aftership", "Exception_001", "Zollunterlagen fehlen", "in_transit", "customs_docs"),
        ("aftership", "Exception_016", "Missorted, rerouting", "in_transit", "missorted"),
        ("aftership", "Exception_099", "Refused by recipient", "delivery_attempted", "refused"),
        ("aftership", "InTransit_099", "", "in_transit", None),
        ("aftership", "Delivered_006", "Receptionist", "unknown", None),
        ("shopify", "DELAYED", "Retraso por mal tiempo", "in_transit", "weather"),
        ("shopify", "ATTEMPTED_DELIVERY", "Firma geschlossen", "delivery_attempted", "business_closed"),
        ("shopify", "A_STATUS_OF_NEXT_YEAR", "", "unknown", None),
        ("17track", "DeliveryFailure_InvalidAddress", "Recipient moved", "delivery_attempted", "recipient_moved"),
        ("karrio", "return_to_sender", "Returned to sender", "returned", None),
        ("easypost", "in_transit/held", "Beim Zoll", "in_transit", "customs_hold"),
        ("easypost", "in_transit / delivery_exception", "Destinataire absent", "delivery_attempted",
         "recipient_unavailable"),
        ("easypost", "a_status_of_next_year", "Entregado al destinatario", "delivered", None),
    ],
)  # fmt: skip
def test_words_refine_coarse_codes_and_read_unseen_ones(provider, code, text, milestone, reason):
    (answer,) = ask({"provider": provider, "carrier": "", "code": code, "text": text})

    assert (answer["milestone"], answer["reason"]) == (milestone.upper(), reason and reason.upper())


def test_a_coarse_code_without_words_is_less_sure_than_with_them():
    sure = map_scan("aftership", "Exception", "Exception_001", "Held by customs")
    unsure = map_scan("aftership", "Exception", "Exception_001", "")

    assert 0 < unsure.confidence < sure.confidence < 1


def test_a_line_that_cannot_be_read_stops_no_other():
    answers = ask("not json", {"provider": "karrio", "code": "delivered"}, "[1]", '{"code": ["x"]}')

    assert ["error" in answer for answer in answers] == [True, False, True, True]


def test_nothing_readable_at_all_is_a_failure():
    with pytest.raises(CommandError):
        ask("not json", "[]")
