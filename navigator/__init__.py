"""A directory of SEND services in Oxfordshire and the referral routes between them."""
