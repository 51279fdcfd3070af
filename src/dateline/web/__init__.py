"""The record as a web application on one desk: a map that answers "says who?", tables, review, API.

It is an edge like `cli`: it calls the verbs of `pipeline` and shows what they return. It listens
on this machine only. Modules are imported where they are needed: the queue needs no server.
"""
