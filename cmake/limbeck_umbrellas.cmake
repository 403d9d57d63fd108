# What users and limbeck_add_migrations link, made of the layers of this build.
limbeck_umbrella(migrations LAYERS operations)    # what a revision needs
limbeck_umbrella(runtime LAYERS launch migrator)  # what an application needs, beside limbeck::connection_<dialect>
limbeck_umbrella(command_line LAYERS deployer)    # what the deployer's tool needs
