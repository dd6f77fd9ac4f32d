/set mode shmkit -quiet
/set prompt shmkit '\njshell> ' '   ...> '
/set format shmkit display ''
/set format shmkit display '{name} ==> {value}%n' expression,varvalue,vardecl,varinit,assignment-added,modified,replaced-ok
/set format shmkit display '|  {name} is declared%n' class,interface,enum,annotation,record,method-added,modified,replaced-ok
/set format shmkit display '|  {name} is declared, and can be used once{unresolved} is%n' class,interface,enum,annotation,record,method,vardecl,varinit-added,modified,replaced-defined,notdefined
System.out.println("Shared memory regions with a lock inside. Try:  shm(\"demo\").size(4096).withLock(r -> r.putLong(0, 42))")
System.out.println("Tab after a dot shows what goes on from there, regions() lists every region, and /exit leaves.")
