"""``python -m pmo_toolkit`` does what ``pmo`` does."""

from pmo_toolkit.core.processes.child_processes import leave_current_folder_out

if __name__ == "__main__":
    leave_current_folder_out()  # before anything else is imported

    from pmo_toolkit.cli import main

    main()
