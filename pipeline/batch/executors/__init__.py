"""Ways to spread work, one file each: ``run(job, sources) -> Iterator[Outcome]`` in the order of ``sources``.

An executor pulls ``sources`` as it goes (there may be millions), runs :func:`pipeline.batch.attempt` in processes
other than the caller's, keeps the limits of ``job.limits``, and gives exactly one outcome a source whatever happens.
"""
