from csm_tui.cli.entry import run

if __name__ == "__main__":
    run()
