dev.shmkit.notebooks.IJavaDisplays.register(io.github.spencerpark.ijava.IJava.getKernelInstance().getRenderer());
