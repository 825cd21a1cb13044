"""Reconcile: accounts of one incident found and joined, figures held against each other, a value chosen by a rule one can read.

Everything here is a pure function of accounts and judgements; the store hands them in and keeps what comes out.
"""
